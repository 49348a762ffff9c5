import { Link } from '@tanstack/react-router'
import { useElementSize } from '@mantine/hooks'
import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { timeTicks } from '../../../../charts/panes/time-ticks.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { formatWhen } from '../../../../format/time.ts'
import { useNow, useSite } from '../../../../state/live.ts'
import { useAssetName } from '../../names.ts'
import css from './event-lanes.module.css'
import { aroundEvent, type Lane, laneSpan, lanesOf, pointsOfText } from './lanes.ts'

interface Span {
  from: EpochMs
  to: EpochMs
}

/** Times at which a rule held, a lane for each asset; each leads to the trends of its points at that time. */
export function EventLanes({ events, from, to, text }: Span & { events: readonly RuleEvent[]; text: string }) {
  const { timeZone } = useSite()
  const { ref, width } = useElementSize<HTMLDivElement>()
  if (events.length === 0) return null
  const span = { from, to }
  const points = pointsOfText(text)
  return (
    <div className={css.lanes}>
      {lanesOf(events).map((lane) => (
        <LaneRow key={lane.assetId} lane={lane} span={span} points={points} />
      ))}
      <div className={css.axis} ref={ref} aria-hidden>
        {timeTicks(from, to, timeZone, Math.max(2, Math.floor(width / 72))).map(({ at, label }) => (
          <span key={at} style={{ left: `${laneSpan({ from: at, to: at }, span).left}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}

function LaneRow({ lane, span, points }: { lane: Lane; span: Span; points: readonly string[] }) {
  const { assetId, events } = lane
  const name = useAssetName()(assetId)
  return (
    <>
      <span className={css.name}>
        {name} <span>{events.length === 1 ? 'once' : `${events.length} times`}</span>
      </span>
      <span className={css.lane}>
        {events.map((event) => (
          <EventMark key={event.from} event={event} span={span} points={points} name={name} />
        ))}
      </span>
    </>
  )
}

function EventMark(props: { event: RuleEvent; span: Span; points: readonly string[]; name: string }) {
  const { event, span, points, name } = props
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { left, width } = laneSpan(event, span)
  const lasted = event.to === null ? 'still holds' : `held ${formatDuration(event.to - event.from)}`
  const words = `${name}, ${formatWhen(event.from, now, timeZone)}, ${lasted}: ${event.words}`
  return (
    <Link
      to="/trends"
      search={{ points: points.map((point) => `${event.assetId}.${point}`).join(','), ...aroundEvent(event, now) }}
      className={css.event}
      style={{ left: `${left}%`, width: `max(8px, ${width}%)` }}
      aria-label={`${words}; open in the trends`}
      title={words}
    />
  )
}
