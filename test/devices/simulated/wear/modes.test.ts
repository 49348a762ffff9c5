import { describe, expect, test } from 'vitest'
import { growthOf, type ModeCase, modeCases } from './mode-cases.ts'
import { dailyMeans, daysOf } from './wearing-sites.ts'

/** The run without a failure, by asset: the same weather and the same orders. */
const healthy = new Map<string, ReturnType<typeof dailyMeans>[number]>()
function meansAt(asset: string, wear: Parameters<typeof daysOf>[1]) {
  return dailyMeans(daysOf(2, wear), asset)[1] ?? {}
}
function healthyMeans(asset: string) {
  const known = healthy.get(asset) ?? meansAt(asset, [])
  healthy.set(asset, known)
  return known
}

describe.each(modeCases)('$mode of $asset', ({ mode, asset, moves, stays }: ModeCase) => {
  const at = (share: number) => meansAt(asset, [{ asset, mode, startsAt: -100 * share, developsOver: 100 }])

  test('moves what it should, farther the farther it has come', () => {
    const [none, some, more, all] = [healthyMeans(asset), at(0.4), at(0.7), at(1)]
    for (const [point, way] of Object.entries(moves) as [keyof typeof none, 'up' | 'down'][]) {
      const sizes = [none, some, more, all].map((means) => (way === 'up' ? 1 : -1) * (means[point] ?? Number.NaN))
      expect(sizes, `${point} ${way}`).toEqual(sizes.toSorted((a, b) => a - b))
      expect(growthOf(sizes), `${point} ${way}`).toBeGreaterThan(0.02)
    }
  })

  test('leaves alone what tells it from other failures', () => {
    const [none, all] = [healthyMeans(asset), at(1)]
    for (const point of stays) {
      const [before = Number.NaN, after = Number.NaN] = [none[point], all[point]]
      expect(Math.abs(after - before) / Math.abs(before), `${point}: ${before} to ${after}`).toBeLessThan(0.05)
    }
  })
})
