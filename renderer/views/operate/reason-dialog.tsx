import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { EngineClient } from '../../connection/connection.ts'
import { useCommand } from '../../connection/use-command.ts'
import { ActButton } from './act-button.tsx'
import css from './operate.module.css'

/** Asks for the reason of an act, gives the command, and stays open with the engine's words when it is refused. */
export function ReasonDialog(props: {
  title: string
  /** Label of the button. */
  act: string
  explanation: string
  /** Fields above the reason. */
  children?: ReactNode
  call: (client: EngineClient, reason: string) => Promise<unknown>
  onClose: () => void
}) {
  const { title, act, explanation, children, call, onClose } = props
  const [reason, setReason] = useState('')
  const { run, isBusy, problem } = useCommand<string, unknown>(async (client, text) => {
    await call(client, text)
    return true
  })
  const isReady = reason.trim().length >= 3
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isReady && (await run(reason.trim()))) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={440}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <p className={css.explanation}>{explanation}</p>
        {children}
        <TextInput
          label="Reason (kept in the audit trail)"
          placeholder="Why is this needed?"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problem?.message}
        />
        <div className={css.acts}>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton
            type="submit"
            isPrimary
            isBusy={isBusy}
            obstacle={isReady ? undefined : 'A reason of at least 3 letters is needed.'}
          >
            {act}
          </ActButton>
        </div>
      </form>
    </Modal>
  )
}
