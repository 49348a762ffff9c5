import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MiningAsk, MiningUnit } from '../../../../main/dispatch/layers/mining/draws.ts'
import { newMining, shareMining } from '../../../../main/dispatch/layers/mining/mining-layer.ts'
import { siteOf } from '../plant.ts'

const rows = [
  { id: 'a' },
  { id: 'b', presets: [{ powerKW: 400 }, { powerKW: 900 }, { powerKW: 1_300 }], minPowerKW: 400 },
  { id: 'c', stepKW: 100 },
  { id: 'd', container: 'sha256', protection: 'safety' },
  { id: 'e', firmware: 'stock' },
]
const site = siteOf(rows.map((r) => Object.assign({ kind: 'container', container: 'sha256Current' }, r)))
const assets = site.assets.flatMap((a) => (a.kind === 'container' ? [a] : []))

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anyCycle = fc.record({
  lows: fc.array(share, { minLength: 5, maxLength: 5 }),
  bases: fc.array(fc.option(share), { minLength: 5, maxLength: 5 }),
  goal: fc.double({ min: 0, max: 8_000, noNaN: true }),
  isShort: fc.boolean(),
  isFull: fc.boolean(),
  isHot: fc.boolean(),
  relief: fc.constantFrom('now' as const, 'later' as const, undefined),
})

const isSettable = (u: MiningUnit, draw: number) => {
  const { presets, stepKW, minPowerKW } = u.asset
  if (draw === 0) return true
  if (presets) return presets.some((p) => Math.abs(p.powerKW - draw) < 1e-6)
  const steps = (draw - minPowerKW) / (stepKW ?? 1)
  return draw >= minPowerKW - 1e-6 && (stepKW === undefined || Math.abs(steps - Math.round(steps)) < 1e-6)
}

test('over many cycles whatever is asked: each draw is inside its range and one the container can take', () => {
  fc.assert(
    fc.property(fc.array(anyCycle, { minLength: 3, maxLength: 40 }), (cycles) => {
      const memory = newMining()
      const set = new Map(assets.map((a) => [a.id, 0]))
      cycles.forEach((cycle, i) => {
        const units = assets.map((asset, n): MiningUnit => {
          const setKW = -(set.get(asset.id) ?? 0)
          const base = cycle.bases[n] ?? null
          return {
            asset,
            range: { minKW: -asset.ratedPowerKW * (cycle.lows[n] ?? 1), maxKW: 0 },
            powerKW: setKW,
            setKW,
            socPct: 0,
            base: base === null ? undefined : { powerKW: -1_300 * base, reason: '', controller: 'economicPlan' },
            cost: n + 1,
            protection: asset.protection,
            isHot: cycle.isHot && n === 0,
          }
        })
        const { goal: goalKW, isShort, isFull, relief } = cycle
        const ask: MiningAsk = { now: i * 2_000, cycleMs: 200, goalKW, isShort, isFull, relief }
        const draws = shareMining(units, ask, memory)
        for (const u of units) {
          const draw = draws.get(u.asset.id) ?? Number.NaN
          expect(draw).toBeGreaterThanOrEqual(0)
          expect(draw).toBeLessThanOrEqual(-u.range.minKW + 1e-6)
          expect(isSettable(u, draw)).toBe(true)
          set.set(u.asset.id, draw)
        }
      })
    }),
    { seed: 9, numRuns: 200 },
  )
})
