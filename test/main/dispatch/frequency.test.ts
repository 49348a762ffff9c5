import { expect, test } from 'vitest'
import { createPlant, type Plant, siteOf } from './plant.ts'

const ids = ['c1', 'c2', 'c3', 'c4']
const site = siteOf(
  [
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    ...ids.map((id) => ({ kind: 'container', id, container: 'sha256Current' })),
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  {
    controllers: {
      frequencyResponse: {
        services: [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 400, downKW: 400 }],
        shedding: [
          { belowHz: 49.8, sharePct: 50 },
          { belowHz: 49.5, sharePct: 100 },
        ],
      },
    },
  },
)

/** Four containers that draw 900 kW each, at a frequency of 50 Hz. */
async function miningPlant(): Promise<Plant> {
  const plant = createPlant({ site, noiseKW: 8 })
  plant.asset('works').natural = () => -1_000
  for (const id of ids) Object.assign(plant.asset(id), { powerKW: -900, setpointKW: -900 })
  plant.asset('grid').extra.frequencyHz = 50
  plant.control.start()
  await plant.run(20)
  return plant
}

const mining = (plant: Plant): number => ids.reduce((sum, id) => sum - plant.asset(id).powerKW, 0)
const storage = (plant: Plant): number => plant.asset('fw').powerKW + plant.asset('li').powerKW

test('a small deviation is answered by storage, and mining takes over no more than that', async () => {
  const plant = await miningPlant()
  plant.asset('grid').extra.frequencyHz = 49.9
  await plant.run(5)
  expect(plant.gridKW()).toBeCloseTo(4_600 - 200, -2)
  expect(mining(plant)).toBeGreaterThan(3_300)
  await plant.run(120)
  expect(plant.gridKW()).toBeGreaterThan(4_300)
  expect(mining(plant)).toBeGreaterThan(3_300)
  expect(Math.abs(storage(plant))).toBeLessThan(100)
})

test('mining that lets go at low frequency is not taken back by storage or by the containers that are left', async () => {
  const plant = await miningPlant()
  plant.asset('grid').extra.frequencyHz = 49.7
  await plant.run(10)
  expect(ids.filter((id) => plant.asset(id).powerKW === 0)).toHaveLength(2)
  expect(mining(plant)).toBeLessThanOrEqual(1_800)
  expect(storage(plant)).toBeGreaterThanOrEqual(-30)
  plant.asset('grid').extra.frequencyHz = 49.4
  const rows = await plant.record(10, ...ids)
  expect(mining(plant)).toBe(0)
  expect(plant.gridKW()).toBeLessThan(1_050)
  for (const [i] of ids.entries())
    expect(rows.some((r, n) => (r.powers[i] ?? 0) < (rows[n - 1]?.powers[i] ?? -Infinity) - 1)).toBe(false)
})
