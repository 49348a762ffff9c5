import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { count, type Counter, type CounterRules } from '../../../devices/points/counters.ts'

/** A meter of 1,000 kW at most, in steps of 0.1 kWh, in a uint32. */
const rules: CounterRules = { perHour: 1_000, step: 0.1, wrapAt: 2 ** 32 * 0.1 }
const minute = 60_000

/** Values and events of readings a minute apart. */
function series(raws: readonly number[], own: CounterRules = rules) {
  let counter: Counter | undefined
  return raws.map((raw, i) => {
    const counted = count(counter, raw, i * minute, own)
    counter = counted.counter
    return { value: counter.total, isOdd: counted.isOdd, event: counted.event?.kind }
  })
}
const values = (raws: readonly number[], own?: CounterRules) => series(raws, own).map((s) => s.value)
const events = (raws: readonly number[], own?: CounterRules) => series(raws, own).flatMap((s) => s.event ?? [])

test('what rises as it can is taken as it is', () => {
  expect(values([100, 100, 110, 116.6])).toEqual([100, 100, 110, 116.6])
})

test('fault 4: after a restart the series goes on from where it was, once a second reading confirms it', () => {
  expect(series([5_000, 5_010, 0, 10, 20])).toEqual([
    { value: 5_000, isOdd: false, event: undefined },
    { value: 5_010, isOdd: false, event: undefined },
    { value: 5_010, isOdd: true, event: undefined },
    { value: 5_020, isOdd: false, event: 'restarted' },
    { value: 5_030, isOdd: false, event: undefined },
  ])
})

test('fault 4: one slip of a reading is neither counted nor an event', () => {
  expect(values([5_000, 0, 5_010])).toEqual([5_000, 5_000, 5_010])
  expect(values([5_000, 900_000, 5_010])).toEqual([5_000, 5_000, 5_010])
  expect(events([5_000, 0, 5_010, 900_000, 5_020])).toEqual([])
})

test('a step up that cannot be is not counted, and said', () => {
  expect(values([5_000, 900_000, 900_005])).toEqual([5_000, 5_000, 5_005])
  expect(events([5_000, 900_000, 900_005])).toEqual(['jumped'])
})

describe('fault 19: a counter goes on over the end of its register', () => {
  test.each([
    ['uint32', 2 ** 32 * 0.1, 0.1],
    ['uint16', 2 ** 16, 1],
    ['uint16 in tenths', 2 ** 16 * 0.1, 0.1],
    ['four decimal digits', 10_000, 1],
  ])('%s', (_name, wrapAt, step) => {
    const own = { perHour: 1_000, step, wrapAt }
    const [before = 0, after = 0, later = 0] = values([wrapAt - 5, 5, 10], own)
    expect(after - before).toBeCloseTo(10)
    expect(later - after).toBeCloseTo(5)
    expect(events([wrapAt - 5, 5, 10], own)).toEqual(['wrapped'])
  })

  test('pulses, whose pace nobody knows', () => {
    const own = { perHour: Infinity, step: 1, wrapAt: 2 ** 16 }
    expect(values([65_000, 100, 200], own)).toEqual([65_000, 65_636, 65_736])
    expect(events([30_000, 100, 200], own)).toEqual(['restarted'])
  })

  test('a restart near the end of the register is no wrap', () => {
    expect(events([rules.wrapAt ?? 0 - 200, 300, 301])).not.toContain('wrapped')
  })
})

test('a float that loses its last digit does not begin again', () => {
  const own: CounterRules = { perHour: 1_000, step: 0, isFloat32: true }
  expect(values([1_000_000.0625, 1_000_000, 1_000_001], own)).toEqual([1_000_000.0625, 1_000_000.0625, 1_000_001])
})

test('a clock that was set does not make a step', () => {
  const first = count(undefined, 100, 3_600_000, rules)
  expect(count(first.counter, 101, 0, rules)).toMatchObject({ counter: { total: 101 }, isOdd: false })
})

const raw = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, 4.29e8, 1, 65_535))

test('whatever a device gives, the series never falls', () => {
  fc.assert(
    fc.property(fc.array(raw, { maxLength: 60 }), (raws) => {
      const list = values(raws)
      for (let i = 1; i < list.length; i++) expect(list[i]).toBeGreaterThanOrEqual(list[i - 1] ?? Infinity)
    }),
    { seed: 4, numRuns: 300 },
  )
})

test('whatever a device gives, the series never rises by more than its power can deliver', () => {
  fc.assert(
    fc.property(fc.array(raw, { maxLength: 60 }), (raws) => {
      const list = values(raws)
      const most = 1_000 / 60 + 0.2
      // what a slip held back may come at once with the next right reading
      for (let i = 2; i < list.length; i++)
        expect((list[i] ?? 0) - (list[0] ?? 0)).toBeLessThanOrEqual(i * most + 1e-6 * (list[0] ?? 0) + 1e-6)
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('over any number of restarts and wraps the energy that was counted is the energy that was delivered', () => {
  const wrapAt = 1_000
  const own = { perHour: 1_200, step: 1, wrapAt }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 300 }), (rises) => {
      let total = 990
      const raws = [total % wrapAt, ...rises.map((rise) => (total += rise) % wrapAt)]
      const list = values(raws, own)
      expect((list.at(-1) ?? 0) - (list[0] ?? 0)).toBe(total - 990)
    }),
    { seed: 6, numRuns: 200 },
  )
})
