import { expect, test } from 'vitest'
import type { Alarm, AlarmState } from '../../../domain/alarm.ts'
import { upkeepEntries } from '../../../renderer/frame/upkeep/upkeep-entries.ts'

const clockAlarm = (state: AlarmState): Alarm => ({
  id: 'a',
  code: 'historian.clock',
  priority: 2,
  text: 'The clock of this machine says 1970-01-01',
  response: 'Set the clock',
  state,
  raisedAt: 0,
})
const ids = (role: 'viewer' | 'operator' | 'engineer', ...alarms: Alarm[]) =>
  upkeepEntries({ role, alarms, open: () => {} }).map(({ id }) => id)

test('an engineer is offered a backup, and to confirm the clock only while it is in doubt', () => {
  expect(ids('engineer')).toEqual(['backup'])
  expect(ids('engineer', clockAlarm('activeUnacknowledged'))).toEqual(['clock', 'backup'])
  expect(ids('engineer', clockAlarm('activeAcknowledged'))).toEqual(['clock', 'backup'])
  expect(ids('engineer', clockAlarm('normalUnacknowledged'))).toEqual(['backup'])
})

test('others are offered neither', () => {
  expect(ids('operator', clockAlarm('activeUnacknowledged'))).toEqual([])
  expect(ids('viewer')).toEqual([])
})

test('a command opens its dialog', () => {
  const opened: unknown[] = []
  for (const entry of upkeepEntries({
    role: 'engineer',
    alarms: [clockAlarm('activeUnacknowledged')],
    open: (overlay) => opened.push(overlay),
  }))
    entry.run()
  expect(opened).toEqual(['clock', 'backup'])
})
