import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Growth, severityAt } from '../../../../devices/simulated/wear/growth.ts'
import { wearModes } from '../../../../devices/simulated/wear/modes.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Planted } from '../../../../domain/simulation/settings.ts'
import { energyKWh } from '../../../../domain/units.ts'
import { plantOf, siteOf } from '../sites.ts'

const flywheels = { kind: 'flywheel', id: 'bank', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 } as const
const battery = { kind: 'battery', id: 'cells', chemistry: 'liIon', ratedPowerKW: 500, ratedEnergyKWh: 500 } as const
const works = { kind: 'load', id: 'works', ratedPowerKW: 1_000 } as const
const site = (wear: Planted[], wearSpeed = 1) => siteOf([flywheels, battery, works], { wear, wearSpeed })
const bearing: Planted = { asset: 'bank', mode: 'bearingWear', unit: 7, startsAt: 0, developsOver: 10 }
/** The same in the works, that have no units. */
const inWorks = (mode: Planted['mode']): Planted => ({ asset: 'works', mode, startsAt: -10, developsOver: 10 })
const dayMs = 86_400_000

describe.each<Growth>(['linear', 'exponential', 'stepThenGrowth'])('growth %s', (growth) => {
  test('goes from 0 to 1, never back', () => {
    const share = fc.double({ min: -1, max: 2, noNaN: true })
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [before, after] = [severityAt(growth, Math.min(a, b)), severityAt(growth, Math.max(a, b))]
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after).toBeLessThanOrEqual(1)
      }),
    )
    expect([severityAt(growth, 0), severityAt(growth, 1)]).toEqual([0, 1])
  })
})

test('every failure does something, and says from where its size is', () => {
  for (const [mode, { does, source }] of Object.entries(wearModes)) {
    const sizes: number[] = Object.values(does)
    expect(Math.max(...sizes), `what ${mode} does`).toBeGreaterThan(0)
    expect(source.length, `source of ${mode}`).toBeGreaterThan(10)
  }
})

test('things wear many times faster than the clock when they are told to', () => {
  const plant = plantOf(site([bearing], 10_000))
  plant.step((5 * dayMs) / 10_000)
  expect(plant.wear.severity(bearing)).toBeCloseTo(severityAt('exponential', 0.5), 2)
  plant.step((6 * dayMs) / 10_000)
  expect(plant.wear.severity(bearing)).toBe(1)
})

test('a failure may begin at an instant, and before the simulation', () => {
  const begun: Planted = { ...bearing, startsAt: -5 }
  const timed: Planted = { ...bearing, mode: 'vacuumLeak', startsAt: '2025-06-16T12:00:00Z' }
  const plant = plantOf(site([begun, timed]))
  plant.step(1_000)
  expect(plant.wear.severity(begun)).toBeCloseTo(severityAt('exponential', 0.5), 3)
  expect(plant.wear.severity(timed)).toBeCloseTo(0.1, 3)
})

test('the worst unit is told by its number, and the median does not follow it', () => {
  const plant = plantOf(site([{ ...bearing, startsAt: -10 }]))
  plant.step(60_000)
  const { worstUnit, bearingDegC = 0, bearingMedianDegC = 0 } = plant.devices.get('bank')?.points() ?? {}
  expect(worstUnit).toBe(7)
  expect(bearingDegC - bearingMedianDegC).toBeGreaterThan(40)
})

test('a repair takes its failure away, and only that one', () => {
  const leak: Planted = { ...bearing, mode: 'vacuumLeak', startsAt: -10 }
  const worn: Planted = { ...bearing, startsAt: -10 }
  const plant = plantOf(site([leak, worn]))
  plant.wear.repair('bank', 'bearingWear')
  plant.step(60_000)
  const { bearingDegC, vacuumPa } = plant.devices.get('bank')?.points() ?? {}
  expect([plant.wear.severity(worn), plant.wear.severity(leak)]).toEqual([0, 1])
  expect(bearingDegC).toBeLessThan(45)
  expect(vacuumPa).toBeGreaterThan(5)
  plant.wear.repair('bank')
  expect(plant.wear.severity(leak)).toBe(0)
})

test('a failure that has not begun is not repaired', () => {
  const later: Planted = { ...bearing, startsAt: 1 }
  const plant = plantOf(site([later], 100_000))
  plant.wear.repair('bank')
  plant.step((2 * dayMs) / 100_000)
  expect(plant.wear.severity(later)).toBeGreaterThan(0)
})

test('without a section nothing wears: cells and wheels stay as new for ever', () => {
  const plant = plantOf(siteOf([flywheels, battery]))
  const first = plant.devices.get('cells')?.points().sohPct
  plant.step(3_600_000)
  expect(plant.devices.get('cells')?.points().sohPct).toBe(first)
  expect(plant.devices.get('cells')?.points().insulationKOhm).toBe(2_000)
})

test('the bus is in balance whatever has worn, and a worn store gives no energy that was not put in', () => {
  const worn: Planted = { ...bearing, startsAt: -10 }
  const all: Planted[] = [worn, { ...worn, mode: 'vacuumLeak' }]
  const cells: Planted[] = (['resistanceGrowth', 'selfDischarge', 'capacityFade'] as const).map((mode) => ({
    asset: 'cells',
    mode,
    startsAt: -100,
    developsOver: 100,
  }))
  const plant = plantOf(site([...all, ...cells, inWorks('hiddenConsumption')]))
  const stored = (id: string, fullKWh: number) => ((plant.truth(id).socPct ?? 0) / 100) * fullKWh
  const full = { bank: 700, cells: (500 * (plant.truth('cells').sohPct ?? 0)) / 100 }
  const before = stored('bank', full.bank) + stored('cells', full.cells)
  let intoKWh = 0
  for (let i = 0; i < 1_800; i++) {
    plant.devices.get('bank')?.writeSetpoint(i % 600 < 300 ? -900 : 700)
    plant.devices.get('cells')?.writeSetpoint(i % 600 < 300 ? -300 : 250)
    plant.step(1_000)
    const powers = ['grid', 'bank', 'cells', 'works'].map((id) => plant.powerKW(id))
    expect(powers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 6)
    intoKWh -= energyKWh(plant.powerKW('bank') + plant.powerKW('cells'), 1_000)
  }
  expect(stored('bank', full.bank) + stored('cells', full.cells) - before).toBeLessThan(intoKWh)
})

/** What a counter of the works gains in an hour, over the true energy. */
function countedOver(mode: Planted['mode'], point: PointName): number {
  const plant = plantOf(site([inWorks(mode)]))
  const device = plant.devices.get('works')
  const from = device?.points()[point] ?? 0
  const true0 = plant.counted('works').absorbedKWh
  plant.step(3_600_000)
  return ((device?.points()[point] ?? 0) - from) / (plant.counted('works').absorbedKWh - true0)
}

test('a counter that drifts gains on its own power; a meter that drifts takes its counter with it', () => {
  expect(countedOver('counterDrift', 'absorbedKWh')).toBeCloseTo(1.08, 3)
  expect(countedOver('meterDrift', 'absorbedKWh')).toBeCloseTo(1.08, 3)
  expect(countedOver('hiddenConsumption', 'absorbedKWh')).toBeCloseTo(1, 6)
})
