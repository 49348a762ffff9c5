import { expect, test } from 'vitest'
import type { PlanNow } from '../../../domain/dispatch/plan.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const site = siteOf(
  [
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    { kind: 'container', id: 'c1', container: 'sha256Current' },
    {
      kind: 'container',
      id: 'c2',
      container: 'sha256',
      presets: [{ powerKW: 500 }, { powerKW: 1_300 }],
      minPowerKW: 500,
    },
    { kind: 'hydrogen', id: 'h2', electrolyserKW: 800, electrolyserMinKW: 120, fuelCellKW: 400, tankKg: 520 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  { controllers: { peakShaving: { aboveKW: 5_000 } } },
)

async function planned(powerKW: Record<string, number>): Promise<{ plant: Plant; plan: PlanNow }> {
  const plan: PlanNow = {
    planId: 'p1',
    stepFrom: 0,
    stepUntil: Date.UTC(2024, 5, 12, 16),
    busPriceEurPerMWh: 40,
    gridKW: 2_000,
    powerKW,
    storedValueEurPerMWh: {},
  }
  const plant = createPlant({ site, noiseKW: 8, outside: () => ({ plan }) })
  plant.asset('works').natural = () => -1_000
  plant.control.start()
  await plant.run(120)
  return { plant, plan }
}

const why = (plant: Plant, id: string) =>
  plant.control
    .decisions()
    .find((d) => d.assetId === id)
    ?.because.find((b) => b.isBinding)

test('what the plan foresees is the base of each asset: storage, containers on and off, the electrolyser', async () => {
  const { plant } = await planned({ fw: 0, li: -800, c1: -900, c2: 0, h2: -400 })
  expect(plant.asset('li').powerKW).toBeCloseTo(-800, -1)
  expect(plant.asset('c1').powerKW).toBeCloseTo(-900, -1)
  expect(plant.asset('c2').powerKW).toBe(0)
  expect(plant.asset('h2').powerKW).toBe(-400)
  expect(why(plant, 'c1')?.reason).toMatch(/^plan until/)
})

test('a preset is taken where the plan wants something between', async () => {
  const { plant } = await planned({ fw: 0, li: 0, c1: 0, c2: -900, h2: 0 })
  expect(plant.asset('c2').powerKW).toBe(-500)
})

test('the next step of the plan goes to the battery itself, not round by the flywheels', async () => {
  const { plant, plan } = await planned({ fw: 0, li: -800, c1: 0, c2: 0, h2: 0 })
  Object.assign(plan.powerKW, { li: 900 })
  const rows = await plant.record(10, 'fw', 'li')
  expect(Math.max(...rows.map((r) => Math.abs(r.powers[0] ?? 0)))).toBeLessThan(60)
  expect(plant.asset('li').powerKW).toBeCloseTo(900, -1)
})

test('the band corrects the plan: a peak takes storage and then mining, and the plan returns after it', async () => {
  const { plant } = await planned({ fw: 0, li: 0, c1: -1_300, c2: -1_300, h2: 0 })
  expect(plant.gridKW()).toBeGreaterThan(3_500)
  plant.asset('works').natural = () => -2_900
  const rows = await plant.record(60)
  expect(rows.filter((r) => r.t > 122.5 && r.gridKW > 5_020)).toEqual([])
  expect(plant.asset('c1').powerKW).toBe(-1_300)
  expect(plant.asset('c2').powerKW).toBeGreaterThan(-1_300)
  plant.asset('works').natural = () => -1_000
  await plant.run(180)
  expect(plant.asset('c1').powerKW).toBe(-1_300)
  expect(plant.asset('c2').powerKW).toBe(-1_300)
  expect(Math.abs(plant.asset('li').powerKW)).toBeLessThan(30)
})
