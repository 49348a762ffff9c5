import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asset, assetSchema } from '../../../domain/asset.ts'
import type { ProofRecord } from '../../../domain/dispatch/proof.ts'
import type { GridServiceKey } from '../../../domain/dispatch/services.ts'
import { expectedMs } from '../../../main/dispatch/ramps.ts'
import { judge } from '../../../main/proof/judge/judge.ts'
import { evidenceOf } from '../../../main/proof/qualification/evidence.ts'
import { heldKW } from '../../../main/proof/qualification/group.ts'
import { qualify } from '../../../main/proof/qualification/qualify.ts'
import { serviceNeeds } from '../../../main/proof/qualification/service-needs.ts'
import { orderOf, samplesOf } from './events.ts'

const asset = (more: object): Asset => assetSchema.parse({ name: 'x', device: 'd', ...more })
const battery = asset({ kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_000, ratedEnergyKWh: 4_000 })
const flywheel = asset({ kind: 'flywheel', id: 'fly', units: 10, unitEnergyKWh: 25, ratedPowerKW: 1_000 })
const container = asset({ kind: 'container', id: 'c1', container: 'sha256Current' })
const pv = asset({ kind: 'pv', id: 'pv', ratedPowerKW: 3_000 })

/** Three records of steps of this size, reached after so many seconds. */
function records(fromKW: number, toKW: number, fullS: number, settledKW = toKW): ProofRecord[] {
  const order = orderOf(
    { startKW: fromKW, steps: [{ from: orderOf().from, powerKW: toKW }] },
    { fullMs: Math.max(5_000, fullS * 1_000), toleranceKW: 40 },
  )
  const power = (s: number) => (s < 0 ? fromKW : s >= fullS ? settledKW : fromKW + ((toKW - fromKW) * s) / fullS)
  const record = { order, verdict: judge(order, samplesOf(power)) } as ProofRecord
  return [record, record, record]
}

function table(
  assets: readonly Asset[],
  given: {
    records?: Record<string, ProofRecord[]>
    everyMs?: number
    steered?: boolean
    own?: 'armed' | 'notArmed' | 'none'
  } = {},
) {
  const rows = qualify(
    serviceNeeds(),
    evidenceOf({
      assets,
      recordsOf: (id) => given.records?.[id] ?? [],
      meterEveryMs: () => given.everyMs ?? 100,
      isSteered: () => given.steered ?? true,
      ownResponse: () => given.own ?? 'none',
      expectedMs,
    }),
  )
  return (service: GridServiceKey, direction: 'up' | 'down', assetId?: string) =>
    rows.find((row) => row.service === service && row.direction === direction && row.assetId === assetId)
}

describe('one asset', () => {
  test('a battery that was never measured is unproven where its data are good enough', () => {
    const row = table([battery])
    expect(row('fcrContinentalEurope', 'up', 'li')).toMatchObject({ result: 'unproven', capacityKW: 2_000 })
    expect(row('fcrContinentalEurope', 'up', 'li')?.reason).toMatch(/full delivery: .* never measured/)
  })

  test('measured steps prove it, or show that it is too slow', () => {
    const quick = table([battery], { records: { li: records(0, 1_500, 1) } })
    expect(quick('fcrContinentalEurope', 'up', 'li')).toMatchObject({
      result: 'yes',
      reason: '2.00 MW, proven by measured steps.',
    })
    // steps towards more infeed say nothing of the other way
    expect(quick('fcrContinentalEurope', 'down', 'li')?.result).toBe('unproven')
    const slow = table([battery], { records: { li: records(0, 1_500, 40) } })
    expect(slow('fcrContinentalEurope', 'up', 'li')).toMatchObject({
      result: 'no',
      capacityKW: 0,
      reason: 'start: 4.0 s, the slowest of 3; needed: within 2.0 s.',
    })
    expect(slow('mfrr', 'up', 'li')?.result).toBe('yes')
  })

  test('small steps, or few of them, prove nothing', () => {
    const small = table([battery], { records: { li: records(0, 300, 1) } })
    expect(small('fcrContinentalEurope', 'up', 'li')?.result).toBe('unproven')
    const few = table([battery], { records: { li: records(0, 1_500, 1).slice(0, 2) } })
    expect(few('fcrContinentalEurope', 'up', 'li')?.result).toBe('unproven')
  })

  test('what was not held within its tolerance does not qualify', () => {
    const loose = table([battery], { records: { li: records(0, 1_500, 1, 1_400) } })
    expect(loose('fcrContinentalEurope', 'up', 'li')?.checks.find(({ name }) => name === 'accuracy')?.result).toBe('no')
  })

  test('energy for the hold limits the power: a flywheel gives much for seconds, little for hours', () => {
    const row = table([flywheel])
    const fcr = row('fcrContinentalEurope', 'up', 'fly')?.capacityKW ?? 0
    const ecrs = row('ercotEcrs', 'up', 'fly')?.capacityKW ?? 0
    expect(fcr).toBeGreaterThan(300)
    expect(fcr).toBeLessThan(420)
    expect(ecrs * 8).toBeCloseTo(fcr, -2)
  })

  test.each([
    ['dynamicContainment', 'c1', 'no', 'served by'],
    ['ercotFfr', 'c1', 'no', 'served by'],
    ['ercotEcrs', 'c1', 'unproven', 'full delivery'],
    ['ercot4cp', 'c1', 'unproven', 'full delivery'],
    ['mfrr', 'pv', 'no', 'power for the hold'],
  ] as const)('%s up for %s: %s, because of %s', (service, id, result, why) => {
    const row = table([container, pv])(service, 'up', id)
    expect(row?.result).toBe(result)
    expect(row?.reason).toContain(why)
  })

  test.each([
    ['armed', 'yes'],
    ['notArmed', 'unproven'],
    ['none', 'no'],
  ] as const)('what is served in the device: %s is %s', (own, result) => {
    const row = table([battery], { own, everyMs: 40, records: { li: records(0, 1_500, 0.8) } })
    const checks = row('dynamicContainment', 'up', 'li')?.checks ?? []
    expect(checks.find(({ name }) => name === 'served by')?.result).toBe(result)
    expect(checks.find(({ name }) => name === 'meter')?.result).toBe('yes')
  })

  test('a slow meter and an asset that we do not steer', () => {
    const slow = table([battery], { everyMs: 5_000 })('fcrContinentalEurope', 'up', 'li')
    expect(slow).toMatchObject({ result: 'no', reason: 'meter: every 5000 ms; needed: a reading every 1.0 s.' })
    const others = table([battery], { steered: false })('mfrr', 'up', 'li')
    expect(others).toMatchObject({ result: 'no', reason: expect.stringContaining('steering') })
  })

  test('every service has a row for each asset and one for all, in each of its directions', () => {
    const needs = serviceNeeds()
    const rows = needs.reduce((sum, { directions }) => sum + directions.length, 0) * 4
    const all = qualify(
      needs,
      evidenceOf({
        assets: [battery, container, pv],
        recordsOf: () => [],
        meterEveryMs: () => undefined,
        isSteered: () => true,
        ownResponse: () => 'none',
        expectedMs,
      }),
    )
    expect(all).toHaveLength(rows)
    for (const row of all) expect(row.reason).toMatch(/\w.*\.$/)
  })
})

describe('all together', () => {
  test('storage starts, mining relieves it: the group holds more than storage alone', () => {
    const alone = table([flywheel])('fcrContinentalEurope', 'up')
    const together = table([flywheel, container])('fcrContinentalEurope', 'up')
    expect(alone?.capacityKW).toBeLessThan(420)
    expect(together?.capacityKW).toBeGreaterThan(1_500)
    expect(together?.reason).toMatch(/relieve storage/)
  })

  test('no asset is fast enough', () => {
    expect(table([container])('ercotFfr', 'up')).toMatchObject({
      result: 'no',
      capacityKW: 0,
      reason: 'No asset is fast enough.',
    })
  })

  test('by hand: 1,000 kW of storage with 50 kWh, 600 kW relief after 3 min, for 15 min', () => {
    // P x 3 min + (P - 600) x 12 min = 50 kWh -> P = (50 + 120) / 0.25 h
    expect(heldKW(1_000, 50, [{ powerKW: 600, afterMs: 180_000 }], 900_000)).toBeCloseTo(680, 3)
    expect(heldKW(1_000, 0, [{ powerKW: 600, afterMs: 0 }], 900_000)).toBeCloseTo(600, 3)
    expect(heldKW(1_000, 1e6, [], 900_000)).toBe(1_000)
  })

  test('more energy, earlier relief and a shorter hold never make less of it', () => {
    const kW = fc.integer({ min: 0, max: 5_000 })
    const ms = fc.integer({ min: 0, max: 3_600_000 })
    fc.assert(
      fc.property(kW, kW, kW, ms, ms, (fastKW, storedKWh, reliefKW, afterMs, holdMs) => {
        const of = (energy: number, after: number, hold: number) =>
          heldKW(fastKW, energy, [{ powerKW: reliefKW, afterMs: after }], hold)
        const base = of(storedKWh, afterMs, holdMs)
        expect(base).toBeLessThanOrEqual(fastKW)
        expect(of(storedKWh + 10, afterMs, holdMs)).toBeGreaterThanOrEqual(base - 1e-6)
        expect(of(storedKWh, afterMs / 2, holdMs)).toBeGreaterThanOrEqual(base - 1e-6)
        expect(of(storedKWh, afterMs, holdMs / 2)).toBeGreaterThanOrEqual(base - 1e-6)
      }),
    )
  })
})
