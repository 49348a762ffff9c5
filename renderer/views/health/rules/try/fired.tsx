import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import { useNow } from '../../../../state/live.ts'
import page from '../../health.module.css'
import { EventLanes } from './event-lanes.tsx'

const spanMs = 90 * 86_400_000

/** When a rule held in the last 90 days while it was live. */
export function Fired({ events, text }: { events: readonly RuleEvent[]; text: string }) {
  const now = useNow(60_000)
  if (events.length === 0) return <p className={page.quiet}>It has not held in the last 90 days while it was live.</p>
  return <EventLanes events={events} from={now - spanMs} to={now} text={text} />
}
