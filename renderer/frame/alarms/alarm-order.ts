import type { Alarm, AlarmPriority, AlarmState } from '../../../domain/alarm.ts'

const stateRank: Record<AlarmState, number> = {
  activeUnacknowledged: 0,
  activeAcknowledged: 1,
  normalUnacknowledged: 2,
}

/** Alarms by how much they need a person: not acknowledged first, then by priority, then the newest. */
export function byNeed(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted(
    (a, b) => stateRank[a.state] - stateRank[b.state] || a.priority - b.priority || b.raisedAt - a.raisedAt,
  )
}

/** How many alarms there are of a priority, and the state of the one that needs a person most. */
export interface PriorityCount {
  priority: AlarmPriority
  count: number
  state: AlarmState
}

/** Counts by priority, the highest first; priorities without alarms are left out. */
export function countByPriority(alarms: readonly Alarm[]): PriorityCount[] {
  const counts: PriorityCount[] = []
  for (const priority of [1, 2, 3, 4] as const) {
    const ofPriority = byNeed(alarms.filter((a) => a.priority === priority))
    const first = ofPriority[0]
    if (first) counts.push({ priority, count: ofPriority.length, state: first.state })
  }
  return counts
}

/** The alarm that marks an asset: the highest priority, of those the one that needs a person most. */
export function topAlarmOf(alarms: readonly Alarm[], assetId: string): Alarm | undefined {
  return byNeed(alarms.filter((a) => a.assetId === assetId)).toSorted((a, b) => a.priority - b.priority)[0]
}

/** Whether an alarm still waits for somebody to acknowledge it. */
export function isUnacknowledged(alarm: Alarm): boolean {
  return alarm.state !== 'activeAcknowledged'
}
