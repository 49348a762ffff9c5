import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Asset, assetSchema } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import { moveAsset, newAssetModel } from '../../../main/rerun/asset-model.ts'
import type { Then } from '../../../main/rerun/recorded-then.ts'

const assetOf = (row: object): Asset => assetSchema.parse({ id: 'a', name: 'A', device: 'a', ...row })
const battery = assetOf({ kind: 'battery', chemistry: 'liIon', ratedPowerKW: 1_000, ratedEnergyKWh: 1_000 })
const container = assetOf({ kind: 'container', container: 'sha256Current' })

function then(values: Partial<Record<PointName, number>>): Then {
  const value = (_: string, point: PointName) => values[point]
  return { value, reading: (_, point) => ({ value: values[point] ?? null, at: 0, quality: 'good' }) }
}

test('a battery keeps the recorded charge, and what more goes in or out with the loss of one way', () => {
  const model = newAssetModel(battery, true)
  moveAsset(model, then({ activePowerKW: 0, socPct: 50 }), 1_000)
  model.setpointKW = 600
  for (let s = 0; s < 600; s++) moveAsset(model, then({ activePowerKW: 0, socPct: 50 }), 1_000)
  expect(model.powerKW).toBe(600)
  // 100 kWh at the bus cost 105.4 kWh inside: square root of 0.9
  expect(model.socPct).toBeCloseTo(50 - 100 / Math.sqrt(0.9) / 10, 1)
  model.setpointKW = -600
  for (let s = 0; s < 600; s++) moveAsset(model, then({ activePowerKW: 0, socPct: 50 }), 1_000)
  expect(model.socPct).toBeCloseTo(50 - 10 / Math.sqrt(0.9) + 10 * Math.sqrt(0.9), 1)
})

test('whatever is asked of it, a battery is never charged beyond full nor emptied below nothing', () => {
  const asked = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(asked, fc.integer({ min: 0, max: 100 }), (setpoints, socPct) => {
      const model = newAssetModel(battery, true)
      for (const setpointKW of setpoints) {
        model.setpointKW = setpointKW
        moveAsset(model, then({ activePowerKW: 0, socPct }), 600_000)
        expect(model.socPct).toBeGreaterThan(-1e-9)
        expect(model.socPct).toBeLessThan(100 + 1e-9)
      }
    }),
  )
})

test('a container at rest waits before it draws, goes up by its ramp, and stands still where its lowest draw begins', () => {
  const model = newAssetModel(container, true)
  const move = (seconds: number) => {
    for (let s = 0; s < seconds; s++) moveAsset(model, then({ activePowerKW: 0 }), 1_000)
    return model.powerKW
  }
  model.setpointKW = -1_000
  expect(move(29)).toBe(0)
  expect(move(11)).toBe(-220)
  expect(move(60)).toBe(-1_000)
  model.setpointKW = -100
  expect(move(10)).toBeCloseTo(0)
})

test.each([
  ['in fault', { activePowerKW: -300, state: 8 }, -300],
  ['out of service', { activePowerKW: 0, state: 9 }, 0],
  ['silent', {}, undefined],
])('an asset that was %s then goes as it went', (_, recorded, powerKW) => {
  const model = newAssetModel(container, true)
  model.setpointKW = -1_300
  moveAsset(model, then(recorded), 1_000)
  expect(model.powerKW).toBe(powerKW)
  expect(model.setpointKW).toBeUndefined()
})

test('sun gives what it could then, up to its ceiling', () => {
  const model = newAssetModel(assetOf({ kind: 'pv', ratedPowerKW: 500 }), true)
  model.setpointKW = 500
  moveAsset(model, then({ activePowerKW: 100, availablePowerKW: 400 }), 1_000)
  expect(model.powerKW).toBe(400)
  model.setpointKW = 250
  moveAsset(model, then({ activePowerKW: 100, availablePowerKW: 400 }), 1_000)
  expect(model.powerKW).toBe(250)
})
