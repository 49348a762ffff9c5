import { expect, test } from 'vitest'
import type { Alarm, AlarmCondition, AlarmStep } from '../../../domain/alarm.ts'
import { silentLog } from '../../../domain/log.ts'
import { createAlarms } from '../../../main/alarms/alarms.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { systemClock } from '../../../main/clock.ts'
import { createAlarmJournal } from '../../../main/historian/alarm-journal.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'
import { memoryStore } from './memory-store.ts'

const silent: AlarmCondition = {
  code: 'device.silent',
  priority: 2,
  assetId: 'container-1',
  text: 'Container 1 does not answer.',
  response: 'Look at its switch.',
}
const overload: AlarmCondition = {
  code: 'connection.exceeded',
  priority: 1,
  text: 'Import above its limit.',
  response: 'Shed load.',
}

function setUp(kept: Alarm[] = [], clock: VirtualClock = createVirtualClock()) {
  const steps: AlarmStep[] = []
  const audited: AuditEntry[] = []
  const store = memoryStore(kept, steps)
  const alarms = createAlarms({ store, clock, audit: (entry) => audited.push(entry) })
  const hold = (conditions: AlarmCondition[], forMs = 1_000) => {
    for (let ms = 0; ms < forMs; ms += 200) {
      alarms.update(conditions)
      clock.advance(200)
    }
  }
  const states = () => alarms.list().map((alarm) => [alarm.code, alarm.state])
  const events = () => steps.map((step) => step.event)
  return { alarms, clock, hold, states, events, audited, steps }
}

const settleMs = 11_000

test('a condition that holds becomes an occurrence; one that flickers for a cycle does not', () => {
  const { hold, states } = setUp()
  hold([silent], 400)
  hold([], 400)
  expect(states()).toEqual([])
  hold([silent])
  expect(states()).toEqual([['device.silent', 'activeUnacknowledged']])
})

test('gone before anybody acknowledged, it waits; acknowledged then, it is over', () => {
  const { alarms, hold, states, events } = setUp()
  hold([silent])
  hold([], settleMs)
  expect(states()).toEqual([['device.silent', 'normalUnacknowledged']])
  alarms.acknowledge('ada', alarms.list()[0]?.id ?? '', '')
  expect(states()).toEqual([])
  expect(events()).toEqual(['raised', 'returned', 'over'])
})

test('acknowledged while it holds, it is over when the condition goes', () => {
  const { alarms, hold, states, events, audited } = setUp()
  hold([silent])
  alarms.acknowledge('ada', alarms.list()[0]?.id ?? '', 'switch is being replaced')
  expect(states()).toEqual([['device.silent', 'activeAcknowledged']])
  hold([silent, overload])
  hold([overload], settleMs)
  expect(states()).toEqual([['connection.exceeded', 'activeUnacknowledged']])
  expect(events()).toEqual(['raised', 'acknowledged', 'raised', 'over'])
  expect(audited).toMatchObject([{ person: 'ada', action: 'AlarmAcknowledged', assetId: 'container-1' }])
})

test('the most important comes first, then the newest', () => {
  const { hold, states } = setUp()
  hold([silent])
  hold([silent, { ...silent, assetId: 'container-2' }])
  hold([silent, { ...silent, assetId: 'container-2' }, overload])
  expect(states().map(([code]) => code)).toEqual(['connection.exceeded', 'device.silent', 'device.silent'])
})

test('coming again after it had gone is a new occurrence that replaces the old one', () => {
  const { alarms, hold, states, events } = setUp()
  hold([silent])
  const first = alarms.list()[0]?.id
  hold([], settleMs)
  hold([silent])
  expect(states()).toEqual([['device.silent', 'activeUnacknowledged']])
  expect(alarms.list()[0]?.id).not.toBe(first)
  expect(events()).toEqual(['raised', 'returned', 'cameAgain', 'raised'])
})

test('fault 44: an acknowledgement is bound to the occurrence the person saw', () => {
  const { alarms, hold } = setUp()
  hold([silent])
  const seen = alarms.list()[0]?.id ?? ''
  hold([], settleMs)
  hold([silent])
  expect(() => alarms.acknowledge('ada', seen, '')).toThrow(expect.objectContaining({ code: 'Alarm.Unknown' }))
  expect(alarms.list()[0]?.state).toBe('activeUnacknowledged')
})

test('a critical alarm wants a note', () => {
  const { alarms, hold } = setUp()
  hold([overload])
  const id = alarms.list()[0]?.id ?? ''
  expect(() => alarms.acknowledge('ada', id, '')).toThrow(expect.objectContaining({ code: 'Alarm.NoteRequired' }))
  alarms.acknowledge('ada', id, 'shedding container 3')
  expect(alarms.list()[0]).toMatchObject({ state: 'activeAcknowledged', acknowledgedBy: 'ada' })
})

test('the words follow the condition while it holds; the list stays the same array while nothing changes', () => {
  const { alarms, hold } = setUp()
  hold([silent])
  const list = alarms.list()
  hold([silent])
  expect(alarms.list()).toBe(list)
  hold([{ ...silent, text: 'Container 1 does not answer: no route.' }], 200)
  expect(alarms.list()[0]?.text).toBe('Container 1 does not answer: no route.')
})

test('occurrences outlive a restart, and the journal has every step', () => {
  const db = openDb({ file: ':memory:', clock: systemClock, log: silentLog })
  const clock = createVirtualClock()
  const start = () => {
    const store = createAlarmJournal({ db, clock, log: silentLog })
    return createAlarms({ store, clock, audit: () => {} })
  }
  const first = start()
  for (let i = 0; i < 5; i++) {
    first.update([silent, overload])
    clock.advance(200)
  }
  first.acknowledge('ada', first.list()[1]?.id ?? '', 'known work')
  const second = start()
  expect(second.list()).toEqual(first.list())
  for (let i = 0; i < 60; i++) {
    second.update([overload])
    clock.advance(200)
  }
  expect(second.list().map((alarm) => alarm.code)).toEqual(['connection.exceeded'])
  const journal = db.all('SELECT event, code, person, note FROM alarm_journal ORDER BY n')
  expect(journal).toEqual([
    { event: 'raised', code: 'device.silent', person: null, note: null },
    { event: 'raised', code: 'connection.exceeded', person: null, note: null },
    { event: 'acknowledged', code: 'device.silent', person: 'ada', note: 'known work' },
    { event: 'over', code: 'device.silent', person: null, note: null },
  ])
  db.close()
})
