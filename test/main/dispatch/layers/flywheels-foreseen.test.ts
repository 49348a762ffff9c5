import { expect, test } from 'vitest'
import { assetSchema } from '../../../../domain/asset.ts'
import { type FastUnit, newFast, shareFast } from '../../../../main/dispatch/layers/fast-layer.ts'

const flywheels = assetSchema.parse({
  kind: 'flywheel',
  id: 'flywheels',
  name: 'Flywheels',
  device: 'flywheels',
  units: 10,
  unitEnergyKWh: 70,
  ratedPowerKW: 1_800,
})
const battery = assetSchema.parse({
  kind: 'battery',
  id: 'li-ion',
  name: 'Li-ion',
  device: 'li-ion',
  chemistry: 'liIon',
  ratedPowerKW: 2_500,
  ratedEnergyKWh: 7_000,
})

/** Both at rest at half charge; the flywheels are foreseen to charge with `foreseenKW`. */
const units = (foreseenKW: number): FastUnit[] =>
  [flywheels, battery].map((asset) => ({
    asset: asset as FastUnit['asset'],
    range: { minKW: -1_800, maxKW: 1_800 },
    powerKW: 0,
    setKW: 0,
    socPct: 50,
    base:
      asset.kind === 'flywheel'
        ? { powerKW: foreseenKW, reason: 'plan', controller: 'economicPlan' as const }
        : undefined,
  }))

test.each([
  { because: 'the band leaves room for all of it', leastKW: -3_000, flywheelsKW: -1_800 },
  { because: 'the band leaves room for a part', leastKW: -600, flywheelsKW: -600 },
  { because: 'the band leaves none', leastKW: 0, flywheelsKW: 0 },
])('what the plan foresees for flywheels: $because, and the battery never pays for it', ({ leastKW, flywheelsKW }) => {
  const memory = newFast()
  const need = { minKW: leastKW, maxKW: 5_000, importKW: 800, deadBandKW: 15 }
  let powers = new Map<string, number>()
  for (let cycle = 0; cycle < 300; cycle++) powers = shareFast(units(-1_800), need, 200, memory).powers
  expect(powers.get('flywheels')).toBeCloseTo(flywheelsKW, 0)
  expect(powers.get('li-ion')).toBeCloseTo(0, 0)
})
