import { randomUUID } from 'node:crypto'
import type { Alarm, AlarmCondition, AlarmStep } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { keyOf } from './delays.ts'

/** Occurrences in force and the steps that led there. One occurrence per condition at most. */
export interface AlarmBook {
  /** Most important first, the newest first among equals. The same array until something changes. */
  list(): readonly Alarm[]
  /** Keys of the conditions behind active occurrences. */
  activeKeys(): string[]
  /** A new occurrence; one of the same condition that still waits gives way to it. */
  raise(condition: AlarmCondition): void
  /** Follows the condition's words while its occurrence is active. */
  refresh(condition: AlarmCondition): void
  /** The condition is gone. */
  settle(key: string): void
  /** A person took note of the occurrence. */
  acknowledge(alarm: Alarm, person: string, note: string): void
  /** The steps since the last call. */
  takeSteps(): AlarmStep[]
}

/** A book that begins with the occurrences kept from before. */
export function createAlarmBook({ kept, clock }: { kept: readonly Alarm[]; clock: Clock }): AlarmBook {
  const byKey = new Map(kept.map((alarm) => [keyOf(alarm), alarm]))
  let shown: readonly Alarm[] | undefined
  let steps: AlarmStep[] = []
  const step = (event: AlarmStep['event'], alarm: Alarm, by: Pick<AlarmStep, 'person' | 'note'> = {}): void => {
    if (event === 'over' || event === 'cameAgain') byKey.delete(keyOf(alarm))
    else byKey.set(keyOf(alarm), alarm)
    steps.push({ at: clock.now(), event, alarm, ...by })
    shown = undefined
  }
  return {
    list: () => (shown ??= [...byKey.values()].sort((a, b) => a.priority - b.priority || b.raisedAt - a.raisedAt)),
    activeKeys: () => [...byKey].filter(([, alarm]) => isActive(alarm)).map(([key]) => key),
    raise(condition) {
      const earlier = byKey.get(keyOf(condition))
      if (earlier) step('cameAgain', earlier)
      step('raised', { id: randomUUID(), ...condition, state: 'activeUnacknowledged', raisedAt: clock.now() })
    },
    refresh(condition) {
      const alarm = byKey.get(keyOf(condition))
      if (!alarm || !isActive(alarm)) return
      if (alarm.text === condition.text && alarm.priority === condition.priority) return
      byKey.set(keyOf(alarm), { ...alarm, ...condition })
      shown = undefined
    },
    settle(key) {
      const alarm = byKey.get(key)
      if (!alarm) return
      const event = alarm.state === 'activeAcknowledged' ? 'over' : 'returned'
      step(event, { ...alarm, state: 'normalUnacknowledged', returnedAt: clock.now() })
    },
    acknowledge(alarm, person, note) {
      const seen: Alarm = { ...alarm, acknowledgedAt: clock.now(), acknowledgedBy: person }
      if (isActive(alarm)) step('acknowledged', { ...seen, state: 'activeAcknowledged' }, { person, note })
      else step('over', seen, { person, note })
    },
    takeSteps() {
      const taken = steps
      steps = []
      return taken
    },
  }
}

function isActive(alarm: Alarm): boolean {
  return alarm.state !== 'normalUnacknowledged'
}
