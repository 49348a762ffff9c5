import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { foreseeRuns, trainFleet } from '../../../../../main/health/remaining/fleet/fleet-model.ts'
import { stepsOf } from '../../../../../main/health/remaining/fleet/run.ts'
import { cutAt, littleEffort, madeUpRuns } from './made-up.ts'

const how = { seed: 5, usualSteps: 150, effort: littleEffort }
const model = trainFleet(madeUpRuns(30), how)
const fresh = madeUpRuns(20, 2)
const noRun = { unit: '', signals: [], conditions: [], isEnded: true }

describe('learned from thirty lives', () => {
  test('lives that it has not seen are foreseen, nine of ten inside', () => {
    if (model.kind !== 'learned') throw new Error('nothing was learned')
    const looks = fresh.flatMap((run) => [20, 35, 50].map((left) => ({ left, run: cutAt(run, stepsOf(run) - left) })))
    const quantiles = foreseeRuns(
      model,
      looks.map(({ run }) => run),
    )
    const errors = quantiles.map(([, , median], i) => Math.abs(median - (looks[i]?.left ?? 0)))
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(10)
    const inside = quantiles.filter(
      ([low, , , , high], i) => low <= (looks[i]?.left ?? 0) && (looks[i]?.left ?? 0) <= high,
    )
    expect(inside.length / looks.length).toBeGreaterThan(0.8)
    expect(model.coverage90).toBeGreaterThan(0.8)
    expect(model.error).toBeLessThan(20)
  })

  test('less is left the more is worn, and signals that are missing still give an answer', () => {
    const run = fresh[0] ?? noRun
    const lefts = [60, 30, 10].map((left) => cutAt(run, stepsOf(run) - left))
    const [far, near, last] = foreseeRuns(model, lefts).map(([, , median]) => median)
    expect(far ?? 0).toBeGreaterThan(near ?? 0)
    expect(near ?? 0).toBeGreaterThan(last ?? 0)
    const blind = lefts.map(({ unit, isEnded, conditions, signals }) => ({
      unit,
      isEnded,
      conditions,
      signals: signals.map((values) => values.map(() => Number.NaN)),
    }))
    expect(foreseeRuns(model, blind).flat().every(Number.isFinite)).toBe(true)
  })

  test('the same seed gives the same model bit for bit, another one another', () => {
    const few = madeUpRuns(12)
    const once = trainFleet(few, how)
    expect(isDeepStrictEqual(trainFleet(few, how), once)).toBe(true)
    expect(isDeepStrictEqual(trainFleet(few, { ...how, seed: 6 }), once)).toBe(false)
  })
})

describe('too few lives', () => {
  test('without any, what is usual; with some, how long they were; what is lived counts', () => {
    const none = trainFleet([], how)
    const run = cutAt(fresh[0] ?? noRun, 10)
    const [quantiles] = foreseeRuns(none, [run])
    expect(none.kind).toBe('usual')
    expect(quantiles?.[2]).toBeGreaterThan(100)
    expect(quantiles?.[2]).toBeLessThan(200)
    const some = trainFleet(madeUpRuns(4), how)
    const [narrower] = foreseeRuns(some, [run])
    expect((narrower?.[4] ?? 0) - (narrower?.[0] ?? 0)).toBeLessThan((quantiles?.[4] ?? 0) - (quantiles?.[0] ?? 0))
    expect(trainFleet([...madeUpRuns(4), ...madeUpRuns(30, 3, false)], how)).toEqual(some)
  })
})
