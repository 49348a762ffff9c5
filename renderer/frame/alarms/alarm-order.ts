import type { Alarm, AlarmPriority, AlarmState } from '../../../domain/alarm.ts'

const stateRank: Record<AlarmState, number> = {
  activeUnacknowledged: 0,
  activeAcknowledged: 1,
  normalUnacknowledged: 2,
}

function compareNeed(a: Alarm, b: Alarm): number {
  return stateRank[a.state] - stateRank[b.state] || a.priority - b.priority || b.raisedAt - a.raisedAt
}

/** Alarms by how much they need a person: not acknowledged first, then by priority, then the newest. */
export function byNeed(alarms: readonly Alarm[]): Alarm[] {
  return alarms.toSorted(compareNeed)
}

/** How many alarms there are of a priority, and the state of the one that needs a person most. */
export interface PriorityCount {
  priority: AlarmPriority
  count: number
  state: AlarmState
}

/** The alarm that needs a person most; one pass, as there may be thousands. */
export function topAlarm(alarms: readonly Alarm[]): Alarm | undefined {
  let top: Alarm | undefined
  for (const alarm of alarms) if (!top || compareNeed(alarm, top) < 0) top = alarm
  return top
}

/** Counts by priority, the highest first; priorities without alarms are left out. */
export function countByPriority(alarms: readonly Alarm[]): PriorityCount[] {
  const counts = new Map<AlarmPriority, PriorityCount>()
  for (const { priority, state } of alarms) {
    const known = counts.get(priority)
    if (!known) counts.set(priority, { priority, count: 1, state })
    else {
      known.count++
      if (stateRank[state] < stateRank[known.state]) known.state = state
    }
  }
  return [...counts.values()].toSorted((a, b) => a.priority - b.priority)
}

/** The alarm that marks an asset: the highest priority, of those the one that needs a person most. */
export function topAlarmOf(alarms: readonly Alarm[], assetId: string): Alarm | undefined {
  return byNeed(alarms.filter((a) => a.assetId === assetId)).toSorted((a, b) => a.priority - b.priority)[0]
}

/** Whether an alarm still waits for somebody to acknowledge it. */
export function isUnacknowledged(alarm: Alarm): boolean {
  return alarm.state !== 'activeAcknowledged'
}
