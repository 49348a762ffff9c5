import { afterEach, beforeEach, expect, test } from 'vitest'
import { createProvenPlant, type ProvenPlant } from './proven-plant.ts'

let plant: ProvenPlant
beforeEach(async () => {
  const services = [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 1_000, downKW: 1_000 }]
  plant = createProvenPlant({ controllers: { peakShaving: { aboveKW: 8_000 }, frequencyResponse: { services } } })
  plant.asset('works').natural = () => -3_000
  plant.asset('grid').extra = { frequencyHz: 50 }
  await plant.run(130)
})
afterEach(() => plant.close())

async function frequency(frequencyHz: number, seconds: number): Promise<void> {
  plant.asset('grid').extra = { frequencyHz }
  await plant.run(seconds)
}

test('a swing of frequency that is answered leaves a signed record of the service, with what each asset did', async () => {
  await frequency(49.87, 60)
  const [running] = plant.proofs().list({ limit: 5, service: 'fcrContinentalEurope' }).running
  expect(running).toMatchObject({ order: { source: 'service', owner: 'FCR', subject: 'gridPower', assetId: 'grid' } })
  await frequency(50, 20)
  const [kept] = plant.proofs().list({ limit: 5 }).kept
  const { order, verdict, contributions, seal } = plant.proofs().get(kept?.id ?? '')
  expect(order.terms).toMatchObject({ startMs: 2_000, fullMs: 30_000, holdMs: 900_000 })
  expect(order.until - order.from).toBeCloseTo(60_000, -3)
  // 0.13 Hz of 0.2 Hz: nearly two thirds of 1,000 kW less from the grid
  expect((order.startKW ?? 0) - (order.steps.at(-1)?.powerKW ?? 0)).toBeCloseTo(650, -2)
  expect(verdict).toMatchObject({ outcome: 'delivered', knownShare: 1 })
  expect(verdict.startDelayMs ?? 0).toBeLessThan(2_000)
  const gaveKW = contributions.reduce((sum, one) => sum + (one.duringKW ?? 0) - (one.beforeKW ?? 0), 0)
  expect(gaveKW).toBeGreaterThan(500)
  expect(seal?.n).toBe(1)
})

test('a small swing, and one that is over before it had to be answered, leave none', async () => {
  await frequency(49.98, 60)
  await frequency(50, 20)
  await frequency(49.87, 10)
  await frequency(50, 20)
  expect(plant.proofs().list({ limit: 5 })).toMatchObject({ running: [], kept: [] })
  expect(plant.db.get('SELECT count(*) AS rows FROM proof_open')).toEqual({ rows: 0 })
  expect(plant.db.get('SELECT count(*) AS rows FROM proof_samples')).toEqual({ rows: 0 })
})
