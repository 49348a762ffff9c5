import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FastUnit, newFast, shareFast, spread } from '../../../../main/dispatch/layers/fast-layer.ts'
import { siteOf } from '../plant.ts'

const site = siteOf([
  { kind: 'flywheel', id: 'f1', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
  { kind: 'flywheel', id: 'f2', units: 4, unitEnergyKWh: 70, ratedPowerKW: 700 },
  { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
  { kind: 'battery', id: 'agm', chemistry: 'agm', ratedPowerKW: 500, ratedEnergyKWh: 600 },
])
const assets = site.assets.flatMap((a) => (a.kind === 'flywheel' || a.kind === 'battery' ? [a] : []))

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anyUnits: fc.Arbitrary<FastUnit[]> = fc
  .tuple(...assets.map(() => fc.record({ low: share, high: share, set: share, soc: share, base: fc.option(share) })))
  .map((rows) =>
    assets.map((asset, i): FastUnit => {
      const { low = 0, high = 0, set = 0, soc = 0, base = null } = rows[i] ?? {}
      const rated = asset.ratedPowerKW
      const at = (s: number) => -rated + 2 * rated * s
      return {
        asset,
        range: { minKW: -rated * low, maxKW: rated * high },
        powerKW: at(set),
        setKW: at(set),
        socPct: 100 * soc,
        base: base === null ? undefined : { powerKW: at(base), reason: 'plan', controller: 'economicPlan' },
      }
    }),
  )

const sum = (powers: ReadonlyMap<string, number>) => [...powers.values()].reduce((total, p) => total + p, 0)
const isInside = (units: readonly FastUnit[], powers: ReadonlyMap<string, number>) =>
  units.every((u) => {
    const p = powers.get(u.asset.id) ?? Number.NaN
    return p >= u.range.minKW - 1e-6 && p <= u.range.maxKW + 1e-6
  })

test('spread: nobody beyond its range, and together the total as far as they can', () => {
  fc.assert(
    fc.property(anyUnits, fc.double({ min: -8_000, max: 8_000, noNaN: true }), (units, total) => {
      const powers = spread(units, total)
      const can = { minKW: 0, maxKW: 0 }
      for (const { range } of units) {
        can.minKW += range.minKW
        can.maxKW += range.maxKW
      }
      expect(isInside(units, powers)).toBe(true)
      expect(sum(powers)).toBeCloseTo(Math.min(Math.max(total, can.minKW), can.maxKW), 4)
    }),
    { seed: 3 },
  )
})

test('the layer: nobody beyond its range, and the grid inside its band as far as storage can, in the first cycle already', () => {
  fc.assert(
    fc.property(
      anyUnits,
      fc.double({ min: -9_000, max: 9_000, noNaN: true }),
      fc.double({ min: 0, max: 5_000, noNaN: true }),
      (units, importKW, widthKW) => {
        const need = { minKW: importKW - widthKW, maxKW: importKW + widthKW, importKW, deadBandKW: 15 }
        const { powers } = shareFast(units, need, 200, newFast())
        expect(isInside(units, powers)).toBe(true)
        const total = sum(powers)
        const missing = Math.max(need.minKW - total, total - need.maxKW)
        const room = units.reduce((all, u) => {
          const p = powers.get(u.asset.id) ?? 0
          return all + (need.minKW > total ? u.range.maxKW - p : p - u.range.minKW)
        }, 0)
        expect(Math.min(missing, room)).toBeLessThanOrEqual(15.01)
      },
    ),
    { seed: 5 },
  )
})

test('what is foreseen is given by each unit itself while the band leaves room', () => {
  const units = assets.map((asset): FastUnit => {
    const base = {
      powerKW: asset.id === 'li' ? 1_200 : asset.id === 'f1' ? -300 : 0,
      reason: '',
      controller: 'economicPlan' as const,
    }
    const rated = asset.ratedPowerKW
    return { asset, range: { minKW: -rated, maxKW: rated }, powerKW: 0, setKW: 0, socPct: 50, base }
  })
  const need = { minKW: -10_000, maxKW: 10_000, importKW: 500, deadBandKW: 15 }
  const { powers } = shareFast(units, need, 200, newFast())
  expect(Object.fromEntries(powers)).toEqual({ f1: -300, f2: 0, li: 1_200, agm: 0 })
})
