import type { Alarm, AlarmEvent, AsideKind } from '../../../domain/alarm.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { formatDuration } from '../../format/duration.ts'
import { formatClock, formatWhen } from '../../format/time.ts'

/** The state of an occurrence in two lines: what it is, and who or since when. */
export function stateWords(alarm: Alarm, timeZone: string): readonly [state: string, by: string] {
  const seen =
    alarm.acknowledgedBy === undefined || alarm.acknowledgedAt === undefined
      ? ''
      : `${alarm.acknowledgedBy} ${formatClock(alarm.acknowledgedAt, timeZone)}`
  if (alarm.needsReset) return ['Latched, back to normal', seen === '' ? 'not acknowledged' : 'waits for a reset']
  if (alarm.state === 'activeAcknowledged') return ['Acknowledged', seen]
  if (alarm.state === 'activeUnacknowledged') return ['Not acknowledged', '']
  return ['Back to normal,', 'not acknowledged']
}

/** Time that is left to respond: `now` once it is over, empty where none is known or the condition is gone. */
export function respondWords(alarm: Alarm, now: EpochMs): string {
  if (alarm.respondBy === undefined || alarm.state === 'normalUnacknowledged' || alarm.needsReset) return ''
  const leftMs = alarm.respondBy - now
  return leftMs <= 0 ? 'now' : formatDuration(roundedMs(leftMs))
}

/** Minutes from ten minutes up, hours from a day up: what is left is an estimate, not a countdown. */
function roundedMs(leftMs: number): number {
  const step = leftMs >= 86_400_000 ? 3_600_000 : leftMs >= 600_000 ? 60_000 : 1_000
  return Math.round(leftMs / step) * step
}

/** When it came: the clock on the same day, else with the day. */
export function sinceWords(alarm: Pick<Alarm, 'raisedAt'>, now: EpochMs, timeZone: string): string {
  const when = formatWhen(alarm.raisedAt, now, timeZone)
  return when.length <= 5 ? formatClock(alarm.raisedAt, timeZone) : when
}

/** A step of the journal in a few words. */
export const eventWords: Record<AlarmEvent, string> = {
  raised: 'came',
  returned: 'back to normal',
  latched: 'back to normal, waits for a reset',
  acknowledged: 'acknowledged',
  reAlarmed: 'announced again',
  chattering: 'comes and goes',
  shelved: 'shelved',
  suppressed: 'suppressed by design',
  outOfService: 'out of service',
  released: 'back in the list',
  reset: 'reset',
  over: 'over',
  cameAgain: 'came again before it was acknowledged',
}

const asideWords: Record<AsideKind, string> = {
  shelved: 'shelved',
  suppressed: 'suppressed by design',
  outOfService: 'out of service',
}

/** A step as the journal says it, also whether it came without being announced. */
export function stepWords({ event, aside }: { event: AlarmEvent; aside?: AsideKind | undefined }): string {
  return event === 'raised' && aside !== undefined ? `came, ${asideWords[aside]}` : eventWords[event]
}

/** Whether it is acknowledged with a note only: critical ones always are. */
export function needsNote({ priority, noteRequired }: Pick<Alarm, 'priority' | 'noteRequired'>): boolean {
  return priority === 1 || noteRequired === true
}
