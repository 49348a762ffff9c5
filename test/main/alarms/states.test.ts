import { expect, test } from 'vitest'
import type { AlarmAside } from '../../../domain/alarm.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { condition, setUp } from './set-up.ts'

const fault = condition('asset.fault', 'battery-1')
const settleMs = 11_000

test('what the site file says of a code or of a code at an asset holds there', () => {
  const config = {
    'asset.fault': { priority: 3, onDelayS: 5 },
    'asset.fault@battery-2': { priority: 1, onDelayS: 0, response: 'Call the maker.' },
  }
  const { hold, alarms } = setUp({ config })
  const other = condition('asset.fault', 'battery-2')
  hold([fault, other], 4_000)
  expect(alarms.list()).toMatchObject([
    { assetId: 'battery-2', priority: 1, response: 'Call the maker.', noteRequired: true },
  ])
  hold([fault, other], 2_000)
  expect(alarms.list().map(({ assetId, priority }) => [assetId, priority])).toEqual([
    ['battery-2', 1],
    ['battery-1', 3],
  ])
})

test('an alarm says until when a person should have responded', () => {
  const { hold, first } = setUp()
  hold([fault])
  expect(first().respondBy).toBe(first().raisedAt + 1_800_000)
})

test('a latched alarm stays when its condition has gone, until it is acknowledged and reset', () => {
  const { alarms, hold, first, states, events, audited } = setUp({ config: { 'asset.fault': { latching: true } } })
  hold([fault])
  hold([], settleMs)
  expect(first()).toMatchObject({ state: 'activeUnacknowledged', needsReset: true })
  const { id } = first()
  expect(() => alarms.reset('ada', { alarmId: id }, '')).toThrow(
    expect.objectContaining({ code: 'Alarm.NotResettable' }),
  )
  alarms.acknowledge('ada', id, '')
  expect(first()).toMatchObject({ state: 'activeAcknowledged', needsReset: true })
  alarms.reset('ada', { alarmId: id }, 'breaker closed')
  expect(states()).toEqual([])
  expect(events()).toEqual(['raised', 'latched', 'acknowledged', 'reset'])
  expect(audited.map(({ action }) => action)).toEqual(['AlarmAcknowledged', 'AlarmReset'])
})

test('an alarm that is not gone yet can not be reset', () => {
  const { alarms, hold, first } = setUp({ config: { 'asset.fault': { latching: true } } })
  hold([fault])
  alarms.acknowledge('ada', first().id, '')
  expect(() => alarms.reset('ada', { alarmId: first().id }, '')).toThrow(
    expect.objectContaining({ code: 'Alarm.NotResettable' }),
  )
})

test('fault 44: an alarm that was announced again is not acknowledged by who saw it before', () => {
  const { alarms, hold, first, events } = setUp({ config: { 'asset.fault': { reAlarmAfterS: 60 } } })
  hold([fault])
  const seen = first()
  alarms.acknowledge('ada', seen.id, '', 0)
  hold([fault], 61_000)
  expect(first()).toMatchObject({ id: seen.id, state: 'activeUnacknowledged', revision: 1 })
  expect(events()).toEqual(['raised', 'acknowledged', 'reAlarmed'])
  expect(() => alarms.acknowledge('bob', seen.id, '', 0)).toThrow(expect.objectContaining({ code: 'Alarm.Changed' }))
  alarms.acknowledge('bob', seen.id, '', 1)
  expect(first().acknowledgedBy).toBe('bob')
})

test('several are acknowledged with one note; what changed since is refused one by one', () => {
  const { alarms, hold, audited } = setUp()
  hold([fault, condition('asset.fault', 'battery-2'), condition('meter.silent', 'grid')])
  const [meter, ...others] = alarms.list()
  const seen = [...others, { id: 'over' }, ...(meter ? [meter] : [])].map(({ id }) => ({ alarmId: id }))
  const outcome = alarms.acknowledgeMany('ada', seen, '')
  expect(outcome.acknowledged).toEqual(others.map(({ id }) => id))
  expect(outcome.refused.map(({ code }) => code)).toEqual(['Alarm.Unknown', 'Alarm.NoteRequired'])
  expect(audited).toHaveLength(1)
  expect(alarms.list().map(({ state }) => state)).toEqual([
    'activeUnacknowledged',
    'activeAcknowledged',
    'activeAcknowledged',
  ])
})

test('shelved it is out of the list, is followed all the same, and comes back by itself as new', () => {
  const { alarms, hold, codes, first, steps, audited } = setUp()
  hold([fault])
  alarms.acknowledge('ada', first().id, '')
  const shelf = alarms.shelve('ada', { alarmId: first().id, minutes: 10, reason: 'fan is ordered' })
  expect(codes()).toEqual([])
  expect(alarms.aside()).toMatchObject([{ code: 'asset.fault', aside: 'shelved' }])
  expect(alarms.setAside()).toMatchObject([{ id: shelf.id, by: 'ada', reason: 'fan is ordered' }])
  hold([fault], 599_000)
  expect(codes()).toEqual([])
  hold([fault], 3_000)
  expect(first()).toMatchObject({ state: 'activeUnacknowledged', revision: 1 })
  expect(alarms.setAside()).toEqual([])
  expect(steps.map(({ event, person }) => [event, person])).toEqual([
    ['raised', undefined],
    ['acknowledged', 'ada'],
    ['shelved', 'ada'],
    ['released', undefined],
  ])
  expect(audited.at(-1)?.action).toBe('AlarmShelved')
})

test('what comes while it is shelved is journalled and not announced; when it goes, nobody has to acknowledge it', () => {
  const { alarms, hold, codes, first, steps } = setUp()
  hold([fault])
  alarms.shelve('ada', { alarmId: first().id, minutes: 60, reason: 'fan is ordered' })
  hold([], settleMs)
  hold([fault])
  expect(codes()).toEqual([])
  expect(steps.map(({ event, alarm }) => [event, alarm.aside])).toEqual([
    ['raised', undefined],
    ['shelved', 'shelved'],
    ['over', 'shelved'],
    ['raised', 'shelved'],
  ])
})

test('a person takes it from the shelf before its time', () => {
  const { alarms, hold, codes, first, audited } = setUp()
  hold([fault])
  const { id } = alarms.shelve('ada', { alarmId: first().id, minutes: 60, reason: 'fan is ordered' })
  alarms.takeBack('bob', 'shelved', id, 'fan is there')
  expect(codes()).toEqual(['asset.fault'])
  expect(audited.at(-1)).toMatchObject({ person: 'bob', action: 'AlarmUnshelved', assetId: 'battery-1' })
  expect(() => alarms.takeBack('bob', 'shelved', id, 'again')).toThrow(
    expect.objectContaining({ code: 'Alarm.Unknown' }),
  )
})

test('out of service holds until an engineer takes it back, for one alarm or for all of an asset', () => {
  const { alarms, hold, codes } = setUp()
  const late = condition('asset.notFollowing', 'battery-1')
  const one = alarms.outOfService('eve', { code: 'asset.fault', assetId: 'battery-1', reason: 'rebuilt' })
  hold([fault, late], 3_000)
  expect(codes()).toEqual(['asset.notFollowing'])
  const all = alarms.outOfService('eve', { assetId: 'battery-1', reason: 'maintenance' })
  expect(codes()).toEqual([])
  expect(alarms.situation()).toMatchObject({ listed: 0, outOfService: 2 })
  alarms.takeBack('eve', 'outOfService', all.id, 'done')
  alarms.takeBack('eve', 'outOfService', one.id, 'done')
  expect(codes().toSorted()).toEqual(['asset.fault', 'asset.notFollowing'])
})

test('what people set aside outlasts a restart, and ends by itself meanwhile', () => {
  const asides = new Map<string, AlarmAside>()
  const clock = createVirtualClock()
  const before = setUp({ asides, clock })
  before.hold([fault])
  before.alarms.shelve('ada', { alarmId: before.first().id, minutes: 10, reason: 'fan is ordered' })
  const kept = [...before.alarms.aside()]
  const after = setUp({ asides, clock, kept })
  after.hold([fault])
  expect(after.codes()).toEqual([])
  clock.sleep(600_000)
  after.hold([fault], 2_000)
  expect(after.codes()).toEqual(['asset.fault'])
  expect(asides.size).toBe(0)
})
