import { expect, test } from 'vitest'
import type { SiteConfig } from '../../../domain/site.ts'
import { condition, setUp } from './set-up.ts'

const silent = condition('device.silent', 'container-1')

test('loss of a device of 1,000 points is one alarm: the others of its asset are suppressed under it and counted', () => {
  const points = Array.from({ length: 1_000 }, (_, i) => condition(`limit.p${i}`, 'container-1'))
  const { alarms, hold, codes, first, steps } = setUp()
  hold([...points, silent], 6_000)
  expect(codes()).toEqual(['device.silent'])
  expect(first()).toMatchObject({ beneath: 1_000 })
  expect(alarms.situation()).toMatchObject({ listed: 1, suppressed: 1_000, lately: 1 })
  expect(steps.filter(({ alarm }) => !alarm.aside)).toHaveLength(1)
})

test('what came before its explanation leaves the list with it and comes back as it was', () => {
  const { alarms, hold, codes, first, states, events } = setUp()
  const fault = condition('asset.fault', 'container-1')
  hold([fault])
  alarms.acknowledge('ada', first().id, '')
  hold([fault, silent])
  expect(codes()).toEqual(['device.silent'])
  hold([fault], 11_000)
  expect(states()).toEqual(
    expect.arrayContaining([
      ['asset.fault', 'activeAcknowledged'],
      ['device.silent', 'normalUnacknowledged'],
    ]),
  )
  expect(events()).toEqual(['raised', 'acknowledged', 'raised', 'suppressed', 'returned', 'released'])
})

test('nothing less than critical hides what is critical', () => {
  const { hold, codes } = setUp()
  hold([silent, condition('connection.exceeded', 'container-1')])
  expect(codes()).toEqual(['connection.exceeded', 'device.silent'])
})

test('a silent grid meter is one alarm, not a silent device besides', () => {
  const { hold, codes, first } = setUp()
  hold([condition('device.silent', 'grid')])
  hold([condition('device.silent', 'grid'), condition('meter.silent', 'grid')])
  expect(codes()).toEqual(['meter.silent'])
  expect(first().beneath).toBe(1)
})

test.each([
  ['device.silent', 'meter.silent'],
  ['meter.silent', 'device.silent'],
])('%s and %s in the same cycle call a person once', (...both) => {
  const { hold, codes, steps } = setUp()
  hold(both.map((code) => condition(code, 'grid')))
  expect(codes()).toEqual(['meter.silent'])
  expect(steps.filter(({ event, alarm }) => event === 'raised' && !alarm.aside)).toHaveLength(1)
})

test('other assets are not touched', () => {
  const { hold, codes } = setUp()
  hold([silent, condition('asset.fault', 'container-2')])
  expect(codes().toSorted()).toEqual(['asset.fault', 'device.silent'])
})

test('several devices behind one address that are all silent are one alarm of their line', () => {
  const ids = ['a', 'b', 'c']
  const site = {
    devices: ids.map((id) => ({ id: `device-${id}`, endpoint: 'modbus-rtu-tcp://10.0.0.9:502' })),
    assets: ids.map((id) => ({ id, device: `device-${id}` })),
  } as Pick<SiteConfig, 'devices' | 'assets'>
  const { hold, codes, first } = setUp({ site })
  hold(['a', 'b'].map((id) => condition('device.silent', id)))
  expect(codes()).toEqual(['device.silent', 'device.silent'])
  hold(ids.map((id) => condition('device.silent', id)))
  expect(codes()).toEqual(['line.silent'])
  const atOnce = setUp({ site })
  atOnce.hold(ids.map((id) => condition('device.silent', id)))
  expect(atOnce.steps.filter(({ alarm }) => !alarm.aside)).toHaveLength(1)
  expect(first()).toMatchObject({ beneath: 3, text: expect.stringContaining('10.0.0.9') })
})

test('alarms of an asset that is out of service by itself are suppressed by design', () => {
  const { alarms, hold, codes } = setUp()
  const fault = condition('asset.fault', 'battery-1')
  hold([fault], 2_000, new Set(['battery-1']))
  expect(codes()).toEqual([])
  expect(alarms.aside()).toMatchObject([{ code: 'asset.fault', aside: 'suppressed' }])
  hold([fault], 400, new Set())
  expect(codes()).toEqual(['asset.fault'])
})

test('the first alarm of an asset is marked when others follow within 5 s', () => {
  const { alarms, hold } = setUp()
  const [one, two] = [condition('asset.fault', 'battery-1'), condition('asset.failSafe', 'battery-1')]
  hold([one])
  hold([one, two], 1_000)
  expect(alarms.list().map(({ code, isFirstOut }) => [code, isFirstOut])).toEqual([
    ['asset.fault', true],
    ['asset.failSafe', undefined],
  ])
  const later = setUp()
  later.hold([one], 7_000)
  later.hold([one, two], 1_000)
  expect(later.alarms.list().some(({ isFirstOut }) => isFirstOut)).toBe(false)
})
