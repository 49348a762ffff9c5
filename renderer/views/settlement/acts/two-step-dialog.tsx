import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { EffectLines, StepDialog } from '../../../components/layout/step-dialog.tsx'
import type { EngineClient } from '../../../connection/connection.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useRenewSettlement } from '../queries.ts'

/** Least letters of a reason. */
const leastReason = 3

/**
 * An act in two steps: what is asked with its reason, then what it does in words; the result stays until it is read.
 * `call` gives words about the result, or nothing.
 */
export function TwoStepDialog(props: {
  title: string
  act: string
  /** Fields of the first step. */
  children?: ReactNode
  /** Why the second step may not come yet. */
  obstacle?: string | undefined
  /** What it does, line by line. */
  effects: readonly { label: string; words: ReactNode }[]
  /** Some acts take no reason, such as opening a key. */
  isReasonless?: boolean
  call: (client: EngineClient, reason: string) => Promise<string | undefined>
  onClose: () => void
}) {
  const { title, act, children, obstacle, effects, isReasonless = false, onClose } = props
  const [reason, setReason] = useState('')
  const { at, setAt, give, result, isBusy, problem } = useAct(props.call)
  const isReasonMissing = !isReasonless && reason.trim().length < leastReason
  const blocked = obstacle ?? (isReasonMissing ? 'Say why: the audit trail keeps it.' : undefined)
  return (
    <StepDialog
      title={title}
      steps={['Ask', 'Check', 'Done']}
      at={at}
      onClose={onClose}
      foot={
        <Foot
          {...{
            at,
            act,
            blocked,
            isBusy,
            onClose,
            onBack: () => setAt(0),
            onNext: () => setAt(1),
            onGive: () => void give(reason.trim()),
          }}
        />
      }
    >
      {at === 0 && (
        <AskForm
          reason={isReasonless ? undefined : reason}
          onReason={setReason}
          onNext={() => blocked === undefined && setAt(1)}
        >
          {children}
        </AskForm>
      )}
      {at === 1 && (
        <>
          <EffectLines lines={isReasonless ? effects : [...effects, { label: 'Reason', words: reason.trim() }]} />
          {problem && <p role="alert">{problem.message}</p>}
        </>
      )}
      {at === 2 && <output>{result}</output>}
    </StepDialog>
  )
}

/** Gives the act, keeps its result, and has everything about settlement read anew. */
function useAct(call: (client: EngineClient, reason: string) => Promise<string | undefined>) {
  const [at, setAt] = useState(0)
  const [result, setResult] = useState<string>()
  const renew = useRenewSettlement()
  const { run, isBusy, problem } = useCommand<string, string>(
    async (client, why) => (await call(client, why)) ?? 'Done.',
  )
  const give = async (reason: string) => {
    const words = await run(reason)
    if (words === undefined) return
    setResult(words)
    setAt(2)
    await renew()
  }
  return { at, setAt, give, result, isBusy, problem }
}

/** The fields and the reason; Enter goes on. */
function AskForm(props: {
  reason: string | undefined
  onReason: (reason: string) => void
  onNext: () => void
  children: ReactNode
}) {
  const { reason, onReason, onNext, children } = props
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      {children}
      {reason !== undefined && (
        <TextInput
          label="Reason"
          value={reason}
          maxLength={300}
          onChange={({ currentTarget }) => onReason(currentTarget.value)}
        />
      )}
      <input type="submit" hidden />
    </form>
  )
}

function Foot(props: {
  at: number
  act: string
  blocked: string | undefined
  isBusy: boolean
  onClose: () => void
  onBack: () => void
  onNext: () => void
  onGive: () => void
}) {
  const { at, act, blocked, isBusy, onClose, onBack, onNext, onGive } = props
  if (at === 2) return <Button onClick={onClose}>Close</Button>
  if (at === 1)
    return (
      <>
        <Button onClick={onBack}>Back</Button>
        <ActButton isPrimary isBusy={isBusy} obstacle={undefined} onClick={onGive}>
          {act}
        </ActButton>
      </>
    )
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <ActButton isPrimary obstacle={blocked} onClick={onNext}>
        Check
      </ActButton>
    </>
  )
}
