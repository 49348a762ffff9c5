import type { Alarm } from '../../../../domain/alarm.ts'

/** What became of an alarm since the person looked at it. */
export interface Change {
  seen: Alarm
  /** As it is now; `undefined` when it is no longer in the list. */
  now: Alarm | undefined
  words: string
}

function wordsOf(seen: Alarm, now: Alarm | undefined): string | undefined {
  if (!now) return 'is over'
  if (now.priority !== seen.priority) return `is priority ${now.priority} now, it was ${seen.priority}`
  if ((now.revision ?? 0) !== (seen.revision ?? 0)) return 'was announced again'
  if (now.state === seen.state) return undefined
  if (now.state === 'normalUnacknowledged') return 'is back to normal'
  return now.state === 'activeAcknowledged'
    ? `was acknowledged by ${now.acknowledgedBy ?? 'somebody'}`
    : 'is active again'
}

/** Those of the alarms a person has before them that changed meanwhile; values in their texts may change freely. */
export function changesOf(seen: readonly Alarm[], now: readonly Alarm[]): Change[] {
  const byId = new Map(now.map((alarm) => [alarm.id, alarm]))
  return seen.flatMap((alarm) => {
    const current = byId.get(alarm.id)
    const words = wordsOf(alarm, current)
    return words === undefined ? [] : [{ seen: alarm, now: current, words }]
  })
}

/** The alarms as they are now, those left out that nobody need act on any more. */
export function asTheyAre(seen: readonly Alarm[], now: readonly Alarm[]): Alarm[] {
  const ids = new Set(seen.map((alarm) => alarm.id))
  return now.filter((alarm) => ids.has(alarm.id) && alarm.state !== 'activeAcknowledged')
}
