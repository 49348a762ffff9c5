import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { StepDialog } from '../../components/layout/step-dialog.tsx'
import type { Command } from '../../connection/use-command.ts'
import { ActButton } from './act-button.tsx'

/**
 * Two steps to a decision: `first` says what and why, `last` what it will do. Only the last button acts, and the dialog
 * stays open with the engine's words when it refuses.
 */
export function TwoStepDialog<I, O>(props: {
  title: string
  /** Name of the first step; the second is to confirm. */
  step: string
  /** Label of the last button. */
  act: string
  /** Why it cannot go on; `undefined` when it can. */
  obstacle: string | undefined
  command: Command<I, O>
  onAct: () => void
  onClose: () => void
  /** Width, px; absent = that of the steps. */
  size?: number | undefined
  first: ReactNode
  last: ReactNode
}) {
  const { title, step, act, obstacle, command, onAct, onClose, size, first, last } = props
  const [isLast, setLast] = useState(false)
  const go = () => (isLast ? onAct() : setLast(true))
  return (
    <StepDialog
      title={title}
      steps={[step, 'Confirm']}
      at={isLast ? 1 : 0}
      {...(size === undefined ? {} : { size })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={isLast ? () => setLast(false) : onClose}>{isLast ? 'Back' : 'Cancel'}</Button>
          {/* Another button each time: a second click of a double click must not confirm. */}
          <ActButton key={isLast ? act : 'next'} isPrimary isBusy={command.isBusy} obstacle={obstacle} onClick={go}>
            {isLast ? act : 'Next: what it does'}
          </ActButton>
        </>
      }
    >
      {isLast ? (
        last
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (obstacle === undefined) setLast(true)
          }}
        >
          {first}
        </form>
      )}
      {isLast && command.problem && <p role="alert">{command.problem.message}</p>}
    </StepDialog>
  )
}
