import { randomUUID } from 'node:crypto'
import type { Alarm, AlarmCondition, AlarmStep } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createDelays, keyOf } from './delays.ts'

/** Keeps occurrences over a restart and every step of them. */
export interface AlarmStore {
  load(): Alarm[]
  /** Writes the steps in order; never throws, what the disk refuses waits for the next call. */
  append(steps: readonly AlarmStep[]): void
}

/** The alarm list: turns conditions that hold into occurrences that wait for a person. */
export interface Alarms {
  /** Takes the conditions of the moment, each cycle. Never throws. */
  update(conditions: readonly AlarmCondition[]): void
  /** Most important first, the newest first among equals. The same array until something changes. */
  list(): readonly Alarm[]
  /**
   * Acknowledges one occurrence.
   * @throws PowerchainError `Alarm.Unknown` for one that is over, `Alarm.NoteRequired` for priority 1 without a note,
   * `Store.Failed`
   */
  acknowledge(person: string, alarmId: string, note: string): void
}

/** The alarm list over its store. */
export function createAlarms(given: { store: AlarmStore; clock: Clock; audit: WriteAudit }): Alarms {
  const { store, clock, audit } = given
  const byKey = new Map(store.load().map((alarm) => [keyOf(alarm), alarm]))
  const delays = createDelays({ clock, holding: [...byKey].filter(([, a]) => isActive(a)).map(([key]) => key) })
  let shown: readonly Alarm[] | undefined
  let steps: AlarmStep[] = []

  const step = (event: AlarmStep['event'], alarm: Alarm): void => {
    if (event === 'over') byKey.delete(keyOf(alarm))
    else if (event !== 'cameAgain') byKey.set(keyOf(alarm), alarm)
    steps.push({ at: clock.now(), event, alarm })
    shown = undefined
  }
  const raise = (condition: AlarmCondition): void => {
    const earlier = byKey.get(keyOf(condition))
    if (earlier) step('cameAgain', earlier)
    step('raised', { id: randomUUID(), ...condition, state: 'activeUnacknowledged', raisedAt: clock.now() })
  }
  const settle = (alarm: Alarm): void => {
    const returned: Alarm = { ...alarm, state: 'normalUnacknowledged', returnedAt: clock.now() }
    step(alarm.state === 'activeAcknowledged' ? 'over' : 'returned', returned)
  }
  const refresh = (condition: AlarmCondition): void => {
    const alarm = byKey.get(keyOf(condition))
    if (!alarm || !isActive(alarm)) return
    if (alarm.text === condition.text && alarm.priority === condition.priority) return
    byKey.set(keyOf(alarm), { ...alarm, ...condition })
    shown = undefined
  }
  const save = (): void => {
    store.append(steps)
    steps = []
  }
  return {
    update(conditions) {
      const { came, went } = delays.judge(conditions)
      for (const condition of conditions) refresh(condition)
      for (const condition of came) raise(condition)
      for (const key of went) {
        const alarm = byKey.get(key)
        if (alarm) settle(alarm)
      }
      save()
    },
    list: () => (shown ??= [...byKey.values()].sort((a, b) => a.priority - b.priority || b.raisedAt - a.raisedAt)),
    acknowledge(person, alarmId, note) {
      const alarm = acknowledgeable([...byKey.values()], alarmId, note)
      const detail = `Acknowledged "${alarm.text}"${note ? `: ${note}` : ''}.`
      audit({ person, action: 'AlarmAcknowledged', detail, ...(alarm.assetId && { assetId: alarm.assetId }) })
      const event = alarm.state === 'normalUnacknowledged' ? 'over' : 'acknowledged'
      const after: Alarm = { ...alarm, acknowledgedAt: clock.now(), acknowledgedBy: person }
      step(event, event === 'over' ? after : { ...after, state: 'activeAcknowledged' })
      Object.assign(steps.at(-1) ?? {}, { person, note })
      save()
    },
  }
}

const isActive = (alarm: Alarm): boolean => alarm.state !== 'normalUnacknowledged'

function acknowledgeable(alarms: readonly Alarm[], id: string, note: string): Alarm {
  const alarm = alarms.find((a) => a.id === id)
  if (!alarm || alarm.state === 'activeAcknowledged')
    throw new PowerchainError('Alarm.Unknown', 'This alarm no longer waits for you; look at the list as it is now.')
  if (alarm.priority === 1 && note === '')
    throw new PowerchainError('Alarm.NoteRequired', 'A critical alarm is acknowledged with a note on what you will do.')
  return alarm
}
