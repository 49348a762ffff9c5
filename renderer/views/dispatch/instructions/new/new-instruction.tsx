import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { Instruction } from '../../../../../domain/instruction.ts'
import type { AskedInstruction, DryRun } from '../../../../../domain/rpc/dispatch/instructions.ts'
import { EffectLines, StepDialog } from '../../../../components/layout/step-dialog.tsx'
import { useClient } from '../../../../connection/connected.tsx'
import { newPressKey } from '../../../../connection/press-key.ts'
import { connectionLost, problemOf } from '../../../../connection/problem.ts'
import { type Command, useCommand } from '../../../../connection/use-command.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { formatWhen } from '../../../../format/time.ts'
import { useLiveStore, useNow, useSite } from '../../../../state/live.ts'
import { useObstacle } from '../../../../state/use-obstacle.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import { DryRunResult } from '../dry-run/dry-run-result.tsx'
import { verdictWords } from '../dry-run/dry-run-words.ts'
import css from '../instructions.module.css'
import { instructionTitle, kindWord } from '../instruction-words.ts'
import { askOf, changed, emptyDraft, type InstructionDraft, missingOfWhat, missingOfWhen } from './draft.ts'
import { Given } from './given.tsx'
import { WhatStep } from './what-step.tsx'
import { WhenStep } from './when-step.tsx'

const steps = ['What', 'When and why', 'Dry run', 'Confirm', 'Result'] as const

type Give = AskedInstruction & { idempotencyKey: string }

/** Gives an instruction once per press: the same press never gives a second one. */
function useGive() {
  const key = useRef<string>(undefined)
  const [given, setGiven] = useState<Instruction>()
  const command = useCommand<Give, Instruction>((client, input) => client.instructions.give(input))
  const give = async (ask: AskedInstruction) => {
    key.current ??= newPressKey()
    const answer = await command.run({ ...ask, idempotencyKey: key.current }, ({ code }) => {
      if (code !== connectionLost) key.current = undefined
    })
    if (answer) setGiven(answer)
    return answer !== undefined
  }
  return { give, given, command }
}

/** A new instruction in steps: what, when and why, what it would do, and only then given; the result stays until read. */
export function NewInstruction({ onClose }: { onClose: () => void }) {
  const { assets, timeZone } = useSite()
  const store = useLiveStore()
  const now = useNow()
  const [draft, setDraft] = useState(emptyDraft)
  const [at, setAt] = useState(0)
  const { give, given, command } = useGive()
  const onDraft = (change: Partial<InstructionDraft>) => setDraft((before) => changed(before, change, assets))
  const ask = () => askOf(draft, { now: store.now(), timeZone })
  const run = useDryRun(ask, JSON.stringify(draft), at === 2)
  const obstacle = useStepObstacle(draft, at, run.data, now)
  const last = async () => {
    if (await give(ask())) setAt(4)
  }
  const go = () => (at === 3 ? void last() : setAt(at + 1))
  return (
    <StepDialog
      title="New instruction"
      steps={steps}
      at={at}
      onClose={onClose}
      foot={<Foot {...{ at, setAt, obstacle, go, command, onClose }} hasShort={run.data?.canBeMet === false} />}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (obstacle === undefined && at < 2) setAt(at + 1)
        }}
      >
        {at === 0 && <WhatStep draft={draft} onDraft={onDraft} />}
        {at === 1 && <WhenStep draft={draft} onDraft={onDraft} />}
      </form>
      {at === 2 && (run.data ? <DryRunResult run={run.data} /> : <Trying problem={run.problem} />)}
      {at === 3 && <Confirm ask={ask()} run={run.data} problem={command.problem?.message} />}
      {at === 4 && given && <Given instruction={given} />}
    </StepDialog>
  )
}

function useStepObstacle(
  draft: InstructionDraft,
  at: number,
  run: DryRun | undefined,
  now: number,
): string | undefined {
  const { timeZone } = useSite()
  const role = useObstacle('operator')
  if (at === 0) return missingOfWhat(draft)
  if (at === 1) return missingOfWhen(draft, { now, timeZone })
  if (run === undefined) return 'The engine tries it first.'
  return run.refusal === '' ? role : verdictWords(run)
}

function useDryRun(ask: () => AskedInstruction, key: string, isEnabled: boolean) {
  const client = useClient()
  const { data, error } = useQuery({
    queryKey: ['new instruction', key],
    queryFn: () => client.instructions.dryRun(ask()),
    enabled: isEnabled,
    refetchInterval: 5_000,
    retry: false,
    gcTime: 0,
  })
  return { data, problem: error ? problemOf(error).message : undefined }
}

function Trying({ problem }: { problem: string | undefined }) {
  return problem === undefined ? <p className={css.said}>The engine tries it…</p> : <p role="alert">{problem}</p>
}

function Foot(props: {
  at: number
  setAt: (at: number) => void
  obstacle: string | undefined
  go: () => void
  command: Command<Give, Instruction>
  hasShort: boolean
  onClose: () => void
}) {
  const { at, setAt, obstacle, go, command, hasShort, onClose } = props
  if (at === 4)
    return (
      <Button variant="filled" data-autofocus onClick={onClose}>
        Close
      </Button>
    )
  const words = [
    'Next: when and why',
    'Next: dry run',
    hasShort ? 'Next, although short' : 'Next: confirm',
    'Give instruction',
  ]
  return (
    <>
      <Button onClick={at === 0 ? onClose : () => setAt(at - 1)}>{at === 0 ? 'Cancel' : 'Back'}</Button>
      {/* Another button each time: a second click of a double click must not confirm. */}
      <ActButton key={at} isPrimary isBusy={command.isBusy} obstacle={obstacle} onClick={go}>
        {words[at]}
      </ActButton>
    </>
  )
}

function Confirm(props: { ask: AskedInstruction; run: DryRun | undefined; problem: string | undefined }): ReactNode {
  const { ask, run, problem } = props
  const site = useSite()
  const now = useNow(60_000)
  const begin = ask.from ?? now
  const asked = { ...ask, assetId: ask.assetId ?? '' }
  const who = ask.source === 'grid' ? `${ask.sender}, entered by ${site.person.name}` : site.person.name
  return (
    <>
      <EffectLines
        lines={[
          { label: kindWord(asked), words: instructionTitle(asked, site) },
          { label: 'Asked by', words: who },
          {
            label: 'When',
            words: `${ask.from === null ? 'at once' : formatWhen(begin, now, site.timeZone)} until ${formatWhen(ask.until, now, site.timeZone)}, ${formatDuration(ask.until - begin)}`,
          },
          ...(ask.rampMs === undefined ? [] : [{ label: 'Ramp', words: formatDuration(ask.rampMs) }]),
          { label: 'Dry run', words: run ? verdictWords(run) : '' },
          {
            label: 'Afterwards',
            words: ask.afterwards === 'previous' ? 'the command that it covers' : 'automatic control',
          },
          { label: 'Reason', words: ask.reason },
        ]}
      />
      {problem !== undefined && <p role="alert">{problem}</p>}
    </>
  )
}
