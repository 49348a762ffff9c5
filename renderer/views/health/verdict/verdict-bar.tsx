import { Button } from '@mantine/core'
import { Check, Clock, Wrench, X } from 'lucide-react'
import { useState } from 'react'
import { type VerdictKind, verdictKinds } from '../../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { Chip } from '../../../components/chip.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { formatDay } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useRenewHealth } from '../queries.ts'
import css from './verdict.module.css'
import { VerdictDialog } from './verdict-dialog.tsx'

/** What the technician says of a forecast or an anomaly: at once for true and false, with a time for the rest. */
export function VerdictBar(props: { id: string; verdict: VerdictKind; until: EpochMs | null }) {
  const { id, verdict, until } = props
  const { timeZone } = useSite()
  const obstacle = useObstacle('operator')
  const renew = useRenewHealth()
  const [asked, setAsked] = useState<VerdictKind>()
  const { run, isBusy, problem } = useCommand<VerdictKind, void>(async (client, said) => {
    await client.health.judge({ id, verdict: said, note: '' })
    await renew()
  })
  const button = { obstacle, isBusy }
  return (
    <fieldset className={css.bar} aria-label="Your verdict">
      <strong>Your verdict</strong>
      {verdict === 'open' ? (
        <>
          <ActButton {...button} onClick={() => void run('confirmed')}>
            <Check size={14} aria-hidden /> True
          </ActButton>
          <ActButton {...button} onClick={() => void run('rejected')}>
            <X size={14} aria-hidden /> False
          </ActButton>
          <ActButton {...button} onClick={() => setAsked('knownWork')}>
            <Wrench size={14} aria-hidden /> Known work…
          </ActButton>
          <ActButton {...button} onClick={() => setAsked('snoozed')}>
            <Clock size={14} aria-hidden /> Later…
          </ActButton>
        </>
      ) : (
        <>
          <Chip kind="track">
            {verdictKinds[verdict]}
            {until !== null && ` until ${formatDay(until, timeZone)}`}
          </Chip>
          <Button disabled={obstacle !== undefined} onClick={() => setAsked(verdict)}>
            Note…
          </Button>
          <ActButton {...button} onClick={() => void run('open')}>
            Take back
          </ActButton>
        </>
      )}
      {problem && (
        <span className={css.problem} role="alert">
          {problem.message}
        </span>
      )}
      {asked !== undefined && (
        <VerdictDialog id={id} verdict={asked} until={until} onClose={() => setAsked(undefined)} />
      )}
    </fieldset>
  )
}
