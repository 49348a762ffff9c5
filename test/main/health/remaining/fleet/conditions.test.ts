import { expect, test } from 'vitest'
import { learnExpected, withoutConditions } from '../../../../../main/health/remaining/fleet/conditions.ts'
import type { Run } from '../../../../../main/health/remaining/fleet/run.ts'
import { createDraw } from '../../../../../main/learners/random.ts'
import { madeUpRuns } from './made-up.ts'

/** Runs under six loads that move the first signal by far more than wear does, and not the others. */
function underLoads(runs: readonly Run[]): Run[] {
  const draw = createDraw(9)
  return runs.map((run) => {
    const load = (run.signals[0] ?? new Float64Array()).map(() => Math.floor(6 * draw()))
    const [first = new Float64Array(), ...others] = run.signals
    return {
      ...run,
      conditions: [load],
      signals: [first.map((value, step) => value + 30 * (load[step] ?? 0) ** 2), ...others],
    }
  })
}

test('what loads make of a signal is taken out; signals they do not move stay as measured', () => {
  const made = madeUpRuns(30)
  const loaded = underLoads(made)
  const expected = learnExpected(loaded)
  expect(expected.signals.map((usual) => usual !== null)).toEqual([true, false, false, false])
  const cleaned = withoutConditions(loaded, expected)
  cleaned.forEach((run, i) => {
    const [before, after] = [made[i]?.signals[0] ?? new Float64Array(), run.signals[0] ?? new Float64Array()]
    // in scatters of a healthy signal, whose starts differ from run to run
    expect(rise(after) / rise(before)).toBeGreaterThan(1)
    expect(rise(after) / rise(before)).toBeLessThan(3)
    expect(run.signals[1]).toBe(loaded[i]?.signals[1])
  })
})

test('without conditions, or with ones that say nothing, all stays as measured', () => {
  const made = madeUpRuns(20)
  expect(learnExpected(made).signals).toEqual([null, null, null, null])
  const draw = createDraw(2)
  const noisy = made.map((run) =>
    Object.assign({}, run, { conditions: [run.signals[0]?.map(() => draw()) ?? new Float64Array()] }),
  )
  expect(learnExpected(noisy).signals).toEqual([null, null, null, null])
  expect(learnExpected([]).signals).toEqual([])
})

function rise(values: Float64Array): number {
  return mean(values.subarray(-20)) - mean(values.subarray(0, 20))
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
