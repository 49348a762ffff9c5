import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealFolds, drawCuts } from '../../../../../main/health/remaining/fleet/folds.ts'
import { missesOf, quantilesAround } from '../../../../../main/health/remaining/fleet/intervals.ts'
import { createDraw } from '../../../../../main/learners/random.ts'
import { madeUpRuns } from './made-up.ts'

const normal = (draw: () => number) => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())

test('quantiles are ordered, never below zero, and a wider scatter widens them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true })), {
        minLength: 1,
        maxLength: 300,
      }),
      fc.double({ min: 0, max: 200, noNaN: true }),
      (rows, value) => {
        const { foreseen, missed } = missesOf(rows.map(([at, miss]) => ({ foreseen: at, left: at + miss })))
        const quantiles = quantilesAround({ foreseen, missed }, value)
        expect([0, ...quantiles].toSorted((a, b) => a - b)).toEqual([0, ...quantiles])
        const wider = quantilesAround({ foreseen, missed: missed.map((miss) => 2 * miss) }, value + 200)
        const same = quantilesAround({ foreseen, missed }, value + 200)
        expect(wider[4] - wider[0]).toBeGreaterThanOrEqual(same[4] - same[0] - 1e-9)
      },
    ),
  )
})

test('nine of ten new cases lie inside, where scatter grows with the length too', () => {
  const draw = createDraw(7)
  const rows = Array.from({ length: 4_000 }, () => {
    const foreseen = 120 * draw()
    return { foreseen, missed: (3 + foreseen / 8) * normal(draw) }
  })
  const [past, fresh] = [rows.slice(0, 1_000), rows.slice(1_000)]
  const misses = missesOf(past.map(({ foreseen, missed }) => ({ foreseen, left: foreseen + missed })))
  const of = (most: number) => {
    const own = fresh.filter(({ foreseen }) => foreseen > most - 40 && foreseen <= most)
    const inside = own.filter(({ foreseen, missed }) => {
      const [low, , , , high] = quantilesAround(misses, foreseen)
      return low <= Math.max(0, foreseen + missed) && foreseen + missed <= high
    })
    return inside.length / own.length
  }
  for (const most of [40, 80, 120]) expect(Math.abs(of(most) - 0.9)).toBeLessThan(0.05)
})

test('folds hold whole runs, each once; cuts lie in the second half of life', () => {
  const runs = madeUpRuns(23)
  const folds = dealFolds(runs, 5, 3)
  expect(
    folds
      .flat()
      .map(({ unit }) => unit)
      .toSorted(),
  ).toEqual(runs.map(({ unit }) => unit).toSorted())
  expect(dealFolds(runs, 5, 3)).toEqual(folds)
  expect(dealFolds(runs, 5, 4)).not.toEqual(folds)
  for (const run of runs) {
    const steps = run.signals[0]?.length ?? 0
    const cuts = drawCuts(run, 10, createDraw(1))
    expect(cuts).toHaveLength(10)
    expect(cuts.every((cut) => cut >= Math.floor(steps / 2) && cut < steps)).toBe(true)
  }
})
