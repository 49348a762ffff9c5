import { Link } from '@tanstack/react-router'
import type { RuleEvent } from '../../../../domain/health/rules.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useRules } from '../queries.ts'
import page from '../health.module.css'
import css from './asset-health.module.css'

/** Times at which rules held at one asset, the newest first. */
export function AssetEvents({ events }: { events: readonly RuleEvent[] }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { data: rules } = useRules()
  if (events.length === 0) return <p className={page.quiet}>No rule has held for it.</p>
  return (
    <ul className={css.list}>
      {events
        .toSorted((a, b) => b.from - a.from)
        .map((event) => (
          <li key={`${event.ruleId} ${event.from}`} className={css.event}>
            <span className={css.since}>{formatWhen(event.from, now, timeZone)}</span>
            <span className={page.what}>
              <Link to="/health/rules" search={{ id: event.ruleId }}>
                {rules?.find(({ id }) => id === event.ruleId)?.title ?? event.ruleId}
              </Link>
              <span>{event.words}</span>
            </span>
            <span className={css.since}>
              {event.to === null ? 'still holds' : `held ${formatDuration(event.to - event.from)}`}
            </span>
          </li>
        ))}
    </ul>
  )
}
