import { expect, test } from 'vitest'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import { condition, setUp } from './set-up.ts'

const silent = condition('device.silent', 'container-1')

test('faults 3 and 43: a link that flaps every 3 s for five minutes is one alarm that says so, and nothing is dropped', () => {
  const { hold, states, events, first, steps } = setUp()
  for (let i = 0; i < 50; i++) {
    hold([silent], 3_000)
    hold([], 3_000)
  }
  expect(states()).toEqual([['device.silent', 'activeUnacknowledged']])
  expect(events()).toEqual(['raised', 'chattering'])
  expect(first().comings).toBe(10)
  expect(steps[1]?.at).toBeLessThan((steps[0]?.at ?? 0) + 13_000)
  hold([silent], 65_000)
  expect(first().comings).toBeUndefined()
})

test('fault 43: a chattering alarm can be shelved; what it does there is journalled', () => {
  const { alarms, hold, codes, first, events } = setUp()
  const flap = () => {
    for (let i = 0; i < 5; i++) {
      hold([silent], 2_000)
      hold([], 12_000)
    }
  }
  flap()
  expect(first().comings).toBeGreaterThanOrEqual(3)
  alarms.shelve('ada', { alarmId: first().id, minutes: 60, reason: 'cable is being replaced' })
  const before = events().length
  flap()
  expect(codes()).toEqual([])
  expect(
    events()
      .slice(before)
      .filter((event) => event === 'raised'),
  ).toHaveLength(5)
})

test('fault 42: 10,000 alarms at once are all journalled in order, the ten most important stand on top, and it is a flood', () => {
  const { alarms, hold, steps } = setUp()
  const many = Array.from({ length: 10_000 }, (_, i): AlarmCondition => {
    return condition(i % 1_000 === 777 ? 'meter.silent' : 'asset.fault', `asset-${i}`)
  })
  const inForce = () => steps.filter(({ event }) => event === 'raised').map(({ alarm }) => alarm.priority)
  for (let shown = 2_000; shown <= 10_000; shown += 2_000) {
    hold(many.slice(0, shown), 200)
    const top = alarms.list().slice(0, 10)
    expect(top.map(({ priority }) => priority)).toEqual(inForce().toSorted().slice(0, 10))
  }
  hold(many)
  const journalled = steps.filter(({ event }) => event === 'raised').map(({ alarm }) => alarm.assetId)
  expect(journalled).toHaveLength(10_000)
  expect(new Set(journalled).size).toBe(10_000)
  const faults = journalled.filter((id) => !id?.endsWith('777'))
  expect(faults).toEqual(many.filter(({ code }) => code === 'asset.fault').map(({ assetId }) => assetId))
  expect(
    alarms
      .list()
      .slice(0, 10)
      .map(({ priority }) => priority),
  ).toEqual(Array.from({ length: 10 }, () => 1))
  const top = alarms.list().slice(0, 10)
  hold(many, 5_000)
  expect(alarms.list().slice(0, 10)).toEqual(top)
  expect(alarms.situation()).toMatchObject({ listed: 10_000, lately: 10_000, floodSince: expect.any(Number) })
})

test('a flood ends when fewer than five came within ten minutes', () => {
  const { alarms, hold, clock } = setUp()
  const many = Array.from({ length: 11 }, (_, i) => condition('asset.fault', `asset-${i}`))
  hold(many)
  expect(alarms.situation().floodSince).not.toBeNull()
  clock.advance(590_000)
  hold(many)
  expect(alarms.situation().floodSince).not.toBeNull()
  clock.advance(20_000)
  hold(many)
  expect(alarms.situation()).toMatchObject({ lately: 0, floodSince: null })
})
