import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { EffectLines, StepDialog } from '../../../components/layout/step-dialog.tsx'
import type { EngineClient } from '../../../connection/connection.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatNumber } from '../../../format/number.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { containersKey } from '../data/use-containers.ts'
import { type Chosen, type GroupOutcome, namesOf } from './group-effect.ts'

/** What the person has made of an act: why it can't go on yet, what it will do, and the call itself. */
export interface GroupAct {
  /** Label of the last button. */
  act: string
  obstacle: string | undefined
  lines: readonly { label: string; words: ReactNode }[]
  call: (client: EngineClient, reason: string) => Promise<GroupOutcome>
}

/** An act under way: which step, the reason, why it can't go on, and what became of it. */
function useSteps(group: GroupAct) {
  const [at, setAt] = useState(0)
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<GroupOutcome>()
  const queries = useQueryClient()
  const { run, isBusy, problem } = useCommand<string, GroupOutcome>((client, why) => group.call(client, why))
  const obstacle =
    group.obstacle ?? (reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined)
  const act = async () => {
    const became = await run(reason.trim())
    if (!became) return
    setOutcome(became)
    setAt(2)
    await queries.invalidateQueries({ queryKey: containersKey })
  }
  const next = () => {
    if (obstacle !== undefined) return
    if (at === 0) setAt(1)
    else void act()
  }
  return { at, back: () => setAt(0), next, reason, setReason, obstacle, isBusy, problem, outcome }
}

type Steps = ReturnType<typeof useSteps>

/** An act on several containers in steps: what, what it does, and what became of it, which stays until it is read. */
export function GroupDialog(props: {
  title: string
  chosen: readonly Chosen[]
  group: GroupAct
  /** Fields of the first step, before the reason. */
  children?: ReactNode
  onClose: () => void
}) {
  const { title, chosen, group, children, onClose } = props
  const steps = useSteps(group)
  const { at, reason, problem, outcome } = steps
  const lines = [
    { label: 'Containers', words: `${formatNumber(chosen.length)}: ${namesOf(chosen)}` },
    ...group.lines,
    { label: 'Reason', words: reason.trim() },
  ]
  return (
    <StepDialog
      title={title}
      steps={['Choose', 'Confirm', 'Result']}
      at={at}
      onClose={onClose}
      foot={<Foot steps={steps} act={group.act} onClose={onClose} />}
    >
      {at === 0 && <Choose steps={steps}>{children}</Choose>}
      {at === 1 && <EffectLines lines={lines} />}
      {at === 1 && problem && <p role="alert">{problem.message}</p>}
      {outcome && <Result outcome={outcome} />}
    </StepDialog>
  )
}

function Foot({ steps, act, onClose }: { steps: Steps; act: string; onClose: () => void }) {
  const { at, back, next, isBusy, obstacle } = steps
  if (at === 2)
    return (
      <Button variant="filled" onClick={onClose}>
        Close
      </Button>
    )
  return (
    <>
      <Button onClick={at === 0 ? onClose : back}>{at === 0 ? 'Cancel' : 'Back'}</Button>
      {/* Another button each time: a second click of a double click must not confirm. */}
      <ActButton key={at} isPrimary isBusy={isBusy} obstacle={obstacle} onClick={next}>
        {at === 0 ? 'Next: what it does' : act}
      </ActButton>
    </>
  )
}

function Choose({ steps: { next, reason, setReason }, children }: { steps: Steps; children: ReactNode }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      {children}
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Why is this needed?"
        required
        withAsterisk={false}
        maxLength={300}
        data-autofocus={children === undefined || undefined}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </form>
  )
}

function Result({ outcome: { done, left } }: { outcome: GroupOutcome }) {
  const lines = left.map(({ name, why }) => ({ label: name, words: why }))
  return (
    <>
      <output>
        Done for {formatNumber(done)} {done === 1 ? 'container' : 'containers'}
        {left.length === 0 ? '.' : `, not for ${formatNumber(left.length)}:`}
      </output>
      {lines.length > 0 && <EffectLines lines={lines} />}
    </>
  )
}
