import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type VerdictKind, verdictKinds } from '../../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'
import { useRenewHealth } from '../queries.ts'
import { hasEnd, untilOf, untilProblem } from './until.ts'

const explanations: Partial<Record<VerdictKind, string>> = {
  knownWork: 'Work that explains it: until its end the signals of this asset do not count against anybody.',
  snoozed: 'It comes back by itself; nothing is learned from it until then.',
  confirmed: 'It counts as right: sureness and thresholds follow.',
  rejected: 'It counts as false: the threshold behind it is raised.',
}

/** A verdict with a note, and with a time where it has an end. */
export function VerdictDialog(props: { id: string; verdict: VerdictKind; until: EpochMs | null; onClose: () => void }) {
  const { id, verdict, until, onClose } = props
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const renew = useRenewHealth()
  const [note, setNote] = useState('')
  const [end, setEnd] = useState(() => siteLocal(untilOf(verdict, until, now), timeZone))
  const at = siteInstant(end, timeZone)
  const wrong = hasEnd(verdict) ? untilProblem(at, now) : undefined
  const { run, isBusy, problem } = useCommand(async (client, said: VerdictKind) => {
    const time = hasEnd(said) && at !== undefined ? { until: at } : {}
    await client.health.judge({ id, verdict: said, note: note.trim(), ...time })
    await renew()
    return true
  })
  const act = async () => {
    if (await run(verdict)) onClose()
  }
  return (
    <ActDialog
      title={`Your verdict: ${verdictKinds[verdict]}`}
      act={hasEnd(verdict) ? 'Put away until then' : 'Keep'}
      obstacle={wrong}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <p>{explanations[verdict]}</p>
      {hasEnd(verdict) && (
        <TextInput
          type="datetime-local"
          label="Until, time at the site"
          data-autofocus
          min={siteLocal(now, timeZone)}
          value={end}
          onChange={(event) => setEnd(event.currentTarget.value)}
          error={wrong}
        />
      )}
      <Textarea
        label="Note, for whoever comes next"
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {problem && <p role="alert">{problem.message}</p>}
    </ActDialog>
  )
}
