import type { Alarm, AlarmCondition, AlarmStep } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createAlarmBook } from './book.ts'
import { createDelays } from './delays.ts'

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
   * `Store.Failed` when it can't be kept in the audit trail
   */
  acknowledge(person: string, alarmId: string, note: string): void
}

/** The alarm list over its store. */
export function createAlarms(given: { store: AlarmStore; clock: Clock; audit: WriteAudit }): Alarms {
  const { store, clock, audit } = given
  const book = createAlarmBook({ kept: store.load(), clock })
  const delays = createDelays({ clock, holding: book.activeKeys() })
  return {
    update(conditions) {
      const { came, went } = delays.judge(conditions)
      for (const condition of conditions) book.refresh(condition)
      for (const condition of came) book.raise(condition)
      for (const key of went) book.settle(key)
      store.append(book.takeSteps())
    },
    list: book.list,
    acknowledge(person, alarmId, note) {
      const alarm = acknowledgeable(book.list(), alarmId, note)
      const detail = `Acknowledged "${alarm.text}"${note ? `: ${note}` : ''}.`
      audit({ person, action: 'AlarmAcknowledged', detail, ...(alarm.assetId && { assetId: alarm.assetId }) })
      book.acknowledge(alarm, person, note)
      store.append(book.takeSteps())
    },
  }
}

function acknowledgeable(alarms: readonly Alarm[], id: string, note: string): Alarm {
  const alarm = alarms.find((a) => a.id === id)
  if (!alarm || alarm.state === 'activeAcknowledged')
    throw new PowerchainError('Alarm.Unknown', 'This alarm no longer waits for you; look at the list as it is now.')
  if (alarm.priority === 1 && note === '')
    throw new PowerchainError('Alarm.NoteRequired', 'A critical alarm is acknowledged with a note on what you will do.')
  return alarm
}
