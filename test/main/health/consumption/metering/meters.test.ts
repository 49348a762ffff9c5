import { describe, expect, test } from 'vitest'
import { busCheck, type SiteEnergies } from '../../../../../main/health/consumption/metering/bus.ts'
import { driftOf, type Pair } from '../../../../../main/health/consumption/metering/check.ts'
import { counterCheck, type CounterFacts } from '../../../../../main/health/consumption/metering/counters.ts'
import { supplierCheck } from '../../../../../main/health/consumption/metering/supplier.ts'
import { seeded } from '../loads/synthetic-works.ts'

const [quarterMs, dayMs] = [900_000, 86_400_000]
const from = Date.UTC(2026, 3, 6)
const names = { nameOf: (id: string) => `the ${id}`, dayWords: (at: number) => new Date(at).toISOString().slice(0, 10) }

/** Seven days of a bus that closes, then read by meters with errors of their own. */
function site(errors: Record<string, number> = {}, hiddenKW = 0): SiteEnergies {
  const random = seeded(2)
  const count = 7 * 96
  const columns: Record<string, Float64Array> = {}
  for (const id of ['grid', 'pv', 'works', 'battery']) columns[id] = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const hour = (i % 96) / 4
    const pv = Math.max(0, 400 * Math.sin(((hour - 6) * Math.PI) / 12)) * (0.6 + 0.4 * random())
    const works = -(hour >= 6 && hour < 22 ? 250 : 100) * (0.9 + 0.2 * random())
    const battery = 120 * (random() - 0.5)
    const grid = -(pv + works + battery) + hiddenKW / 4
    for (const [id, kWh] of Object.entries({ pv, works, battery, grid })) {
      const column = columns[id]
      if (column) column[i] = kWh * (1 + (errors[id] ?? 0)) + 0.02 * (random() - 0.5)
    }
  }
  return { from, to: from + count * quarterMs, quarterMs, gridId: 'grid', byAsset: new Map(Object.entries(columns)) }
}

describe('the grid meter against the sum of all others', () => {
  test('agrees on a bus that closes, and within what classes allow', () => {
    expect(busCheck(site(), names).check).toMatchObject({ state: 'agrees', against: 'bus', assetId: 'grid' })
    expect(busCheck(site({ grid: 0.005, pv: -0.004 }), names).check.state).toBe('agrees')
  })

  test.each([
    { id: 'pv', error: 0.04 },
    { id: 'works', error: -0.03 },
    { id: 'grid', error: 0.05 },
    { id: 'battery', error: 0.08 },
  ])('names the meter of $id, wrong by $error', ({ id, error }) => {
    const { check, suspect } = busCheck(site({ [id]: error }), names)
    expect(check.state).toBe('differs')
    expect(suspect?.assetId).toBe(id)
    expect(suspect?.pct).toBeCloseTo(100 * error, 0)
    expect(check.words).toContain(`the meter of the ${id}`)
  })

  test('a consumer without a meter is not blamed on a meter', () => {
    const { check, suspect } = busCheck(site({}, 60), names)
    expect(suspect).toBeUndefined()
    expect(check.state).toBe('differs')
    expect(check.words).toContain('a consumer without a meter')
  })

  test('unknown while a day is not whole', () => {
    const few = site()
    for (const column of few.byAsset.values()) column.fill(Number.NaN, 50)
    expect(busCheck(few, names).check).toMatchObject({ state: 'unknown', differencePct: null })
  })
})

describe('the own meter against the supplier', () => {
  const quarters = (errorFrom: number, error: number) =>
    Array.from({ length: 10 * 96 }, (_, i) => {
      const theirKWh = 200 + 50 * Math.sin(i / 9)
      return { at: from + i * quarterMs, ownKWh: theirKWh * (i >= errorFrom ? 1 + error : 1.001), theirKWh }
    })
  const bus = { state: 'agrees' as const, suspect: undefined }
  const given = { gridId: 'grid', from, to: from + 10 * dayMs, dayWords: names.dayWords }

  test('agrees within the sum of both classes', () => {
    expect(supplierCheck({ ...given, quarters: quarters(0, 0.012), bus })).toMatchObject({
      state: 'agrees',
      limitPct: 1.5,
    })
  })

  test('drift since a day; which meter is likelier wrong, the bus says', () => {
    const drifted = quarters(4 * 96, 0.03)
    const own = { assetId: 'grid', pct: 3, explains: 0.9 }
    const check = supplierCheck({ ...given, quarters: drifted, bus: { state: 'differs', suspect: own } })
    expect(check.state).toBe('differs')
    expect(check.words).toContain("3.0 % more import than the supplier's since 2026-04-10")
    expect(check.words).toContain('likelier wrong is the own meter')
    expect(supplierCheck({ ...given, quarters: drifted, bus }).words).toContain(
      "likelier wrong is the supplier's meter",
    )
    const unsure = { state: 'unknown' as const, suspect: undefined }
    expect(supplierCheck({ ...given, quarters: drifted, bus: unsure }).words).toContain('is not known')
  })

  test('unknown without a file', () => {
    expect(supplierCheck({ ...given, quarters: [], bus })).toMatchObject({ state: 'unknown', ownKWh: null })
  })
})

test('a drift begins after the last day within the limit', () => {
  const pairs = Array.from({ length: 8 }, (_, day): Pair => {
    const ownKWh = [100, 104, 100, 101, 103, 103, 104, 105][day] ?? 0
    return { at: from + day * dayMs, ownKWh, otherKWh: 100, throughKWh: 100 }
  })
  expect(driftOf(pairs, 2)).toMatchObject({ sinceAt: from + 4 * dayMs, isNew: true })
  expect(driftOf(pairs.slice(4), 2)).toMatchObject({ sinceAt: from + 4 * dayMs, isNew: false })
  expect(driftOf(pairs.slice(0, 4), 2)).toBeUndefined()
})

describe('a counter against the integral of its power', () => {
  const facts: CounterFacts = {
    assetId: 'pv',
    from,
    to: from + dayMs,
    integralKWh: 1_000,
    inKWh: 1_003,
    outKWh: 0,
    restarts: 0,
  }
  const cases: { what: string; change: Partial<CounterFacts>; state: string; words: RegExp }[] = [
    { what: 'both alike', change: {}, state: 'agrees', words: /agree/ },
    { what: 'net of both directions', change: { inKWh: 1_500, outKWh: 500 }, state: 'agrees', words: /agree/ },
    { what: 'fault 86: a unit mixed up', change: { inKWh: 1 }, state: 'differs', words: /unit/ },
    { what: 'ten times', change: { inKWh: 10_010 }, state: 'differs', words: /10 times/ },
    { what: 'fault 87: a sign reversed', change: { inKWh: 0, outKWh: 1_000 }, state: 'differs', words: /opposite/ },
    { what: 'fault 18: a counter that stands still', change: { inKWh: 0 }, state: 'differs', words: /stands still/ },
    { what: 'fault 4: began again', change: { restarts: 1 }, state: 'unknown', words: /began again/ },
    { what: 'power not read', change: { integralKWh: Number.NaN }, state: 'unknown', words: /not read/ },
    { what: 'too little', change: { integralKWh: 2, inKWh: 3 }, state: 'unknown', words: /Too little/ },
    { what: 'a scale a little off', change: { inKWh: 1_030 }, state: 'differs', words: /scale/ },
  ]
  test.each(cases)('$what', ({ change, state, words }) => {
    const check = counterCheck({ ...facts, ...change })
    expect(check?.state).toBe(state)
    expect(check?.words).toMatch(words)
  })

  test('nothing where the device has no counter', () => {
    expect(counterCheck({ ...facts, inKWh: undefined, outKWh: undefined })).toBeUndefined()
  })
})
