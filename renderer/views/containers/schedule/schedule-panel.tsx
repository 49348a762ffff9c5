import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../../connection/connected.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import type { Plan } from '../../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { formatTime } from '../../../format/time.ts'
import { useNow, useSite, useStatus } from '../../../state/live.ts'
import { type Container, useContainers } from '../data/use-containers.ts'
import css from './schedule-panel.module.css'
import { aheadMs, scheduleOf, scheduleWords, stripPath } from './schedule.ts'

function Strip({ container, plan, now }: { container: Container; plan: Plan; now: EpochMs }) {
  const { timeZone } = useSite()
  const steps = scheduleOf(plan, container.id, now)
  const words = steps ? scheduleWords(steps, timeZone) : 'not in the plan'
  return (
    <div className={css.row}>
      <span className={css.name} title={container.name}>
        {container.name}
      </span>
      <svg
        className={css.strip}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${container.name}: ${words}`}
      >
        <rect className={css.track} width="100" height="100" />
        {steps && <path className={css.planned} d={stripPath(steps, container.ratedPowerKW, now)} />}
      </svg>
      <span className={css.words} title={words}>
        {words}
      </span>
    </div>
  )
}

/** Full hours on the axis, every third one. */
function ticksFrom(now: EpochMs): EpochMs[] {
  const hour = 3_600_000
  const first = Math.ceil(now / hour) * hour
  return Array.from({ length: 12 }, (_, n) => first + n * hour).filter((at, n) => n % 3 === 0 && at < now + aheadMs)
}

function Axis({ now }: { now: EpochMs }) {
  const { timeZone } = useSite()
  return (
    <div className={css.row} aria-hidden="true">
      <span />
      <span className={css.axis}>
        {ticksFrom(now).map((at) => (
          <span key={at} style={{ left: `${((at - now) / aheadMs) * 100}%` }}>
            {formatTime(at, timeZone)}
          </span>
        ))}
      </span>
      <span />
    </div>
  )
}

/** The coming hours of each container, as the plan has them. */
export function SchedulePanel() {
  const client = useClient()
  const { isReplay } = useStatus()
  const { timeZone } = useSite()
  const containers = useContainers()
  const now = useNow(60_000)
  const { data } = useQuery({
    queryKey: ['plan-current'],
    queryFn: () => client.plan.current(),
    refetchInterval: 10_000,
    enabled: isReplay !== true,
  })
  const plan = isReplay ? null : data?.plan
  const note = plan ? `plan of ${formatTime(plan.madeAt, timeZone)}, draw against the rating` : ''
  return (
    <Panel title="Coming 12 hours" note={note} className={css.panel}>
      {plan ? (
        <>
          <Axis now={now} />
          {/* Focusable, so that the keyboard can scroll it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className={css.rows} tabIndex={0} aria-label="Schedule of the containers">
            {containers.map((container) => (
              <Strip key={container.id} container={container} plan={plan} now={now} />
            ))}
          </section>
        </>
      ) : (
        <EmptyState title={isReplay ? 'Not recorded' : data ? 'No plan is followed' : 'Asking the engine'}>
          {data?.status.detail}
        </EmptyState>
      )}
    </Panel>
  )
}
