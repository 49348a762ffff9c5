import { Button, SegmentedControl } from '@mantine/core'
import { CirclePlay } from 'lucide-react'
import type { Ms } from '../../../domain/units.ts'
import type { TimeWindow } from '../../charts/panes/time-window.ts'
import { Chip } from '../../components/chip.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatClock, formatDate, formatDay, formatTime } from '../../format/time.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import type { Columns } from '../../history/tiles/use-columns.ts'
import { useConnection, useSite } from '../../state/live.ts'
import css from './trends.module.css'

const hourMs: Ms = 3_600_000
const spans: Record<string, Ms> = {
  '15 min': hourMs / 4,
  '2 h': 2 * hourMs,
  '8 h': 8 * hourMs,
  '24 h': 24 * hourMs,
  '7 d': 168 * hourMs,
  '90 d': 90 * 24 * hourMs,
  '1 y': 365 * 24 * hourMs,
}

/** Spans to choose, what is in view in words, and whether it follows the present. */
export function SpanBar(props: {
  window: TimeWindow
  stretch: Stretch
  read: Columns
  onWindow: (window: TimeWindow) => void
}) {
  const { window, stretch, read, onWindow } = props
  const chosen = Object.keys(spans).find((name) => spans[name] === window.spanMs) ?? ''
  const isLive = window.end === 'now'
  return (
    <div className={css.bar}>
      <SegmentedControl
        aria-label="Span"
        value={chosen}
        onChange={(name) => onWindow({ spanMs: spans[name] ?? hourMs, end: window.end })}
        data={Object.keys(spans)}
      />
      <Words stretch={stretch} read={read} />
      {isLive ? (
        <LiveChip />
      ) : (
        <Button
          leftSection={<CirclePlay size={14} aria-hidden />}
          aria-keyshortcuts="Home"
          onClick={() => onWindow({ spanMs: window.spanMs, end: 'now' })}
        >
          To now
        </Button>
      )}
    </div>
  )
}

function LiveChip() {
  const { state } = useConnection()
  return state === 'live' ? (
    <Chip kind="accent">
      <CirclePlay size={12} aria-hidden /> Live
    </Chip>
  ) : (
    <Chip kind="hatched">Not live</Chip>
  )
}

function Words({ stretch, read }: { stretch: Stretch; read: Columns }) {
  const { timeZone } = useSite()
  const { stepMs, pending, problem } = read
  const steps = stepMs <= 1_000 ? 'each second' : `each ${formatDuration(stepMs)}: mean, with least and most`
  return (
    <output className={css.words}>
      {problem ? (
        <span className={css.problem}>History is not read: {problem.message}</span>
      ) : (
        <>
          {stretchWords(stretch, timeZone)}, {steps}
          {pending > 0 && ', reading…'}
        </>
      )}
    </output>
  )
}

/** A stretch in words as short as they can be: the day once where both ends are on it. */
export function stretchWords({ from, to }: Stretch, timeZone: string): string {
  const span = to - from
  if (span > 60 * 24 * hourMs) return `${formatDate(from, timeZone)} to ${formatDate(to, timeZone)}`
  const time = span < 10 * 60_000 ? formatClock : formatTime
  const [first, last] = [formatDay(from, timeZone), formatDay(to, timeZone)]
  return first === last
    ? `${first} ${time(from, timeZone)} to ${time(to, timeZone)}`
    : `${first} ${time(from, timeZone)} to ${last} ${time(to, timeZone)}`
}
