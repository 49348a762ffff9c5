import type { WorkOrder } from '../../../../domain/health/work.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { formatDay, formatTime } from '../../../format/time.ts'

/** Whether the maintenance system has a work order. */
export const handedOverWords: Record<WorkOrder['handedOver'], string> = {
  none: 'no system set up',
  waiting: 'on its way',
  done: 'handed over',
  failed: 'not taken yet',
}

/** Parts in one line: `2 Fan, Grease`. */
export function partsText(parts: WorkOrder['parts']): string {
  return parts.map(({ name, count }) => (count === 1 ? name : `${count} ${name}`)).join(', ')
}

/** Planned time out of service, `Fri 4 Dec 08:00 to 11:00`; empty when it has none. */
export function plannedText({ plannedFrom, plannedTo }: WorkOrder, timeZone: string): string {
  if (plannedFrom === null || plannedTo === null) return ''
  const [first, last] = [formatDay(plannedFrom, timeZone), formatDay(plannedTo, timeZone)]
  const end = formatTime(plannedTo, timeZone)
  return `${first} ${formatTime(plannedFrom, timeZone)} to ${first === last ? end : `${last} ${end}`}`
}

/** How long until it is due: `in 11 days`, `today`, `3 days late`; what is over is no longer due. */
export function dueText({ dueAt, state }: Pick<WorkOrder, 'dueAt' | 'state'>, now: EpochMs): string {
  if (state === 'done' || state === 'cancelled') return ''
  const days = Math.floor((dueAt - now) / 86_400_000)
  if (days === 0) return 'today'
  const size = Math.abs(days)
  return days > 0 ? `in ${size} ${size === 1 ? 'day' : 'days'}` : `${size} ${size === 1 ? 'day' : 'days'} late`
}
