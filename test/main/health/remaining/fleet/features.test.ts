import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnCount, everyStep, featureColumns } from '../../../../../main/health/remaining/fleet/features.ts'
import { varyingSignals } from '../../../../../main/health/remaining/fleet/signals.ts'
import { windowsOf } from '../../../../../main/health/remaining/fleet/windows.ts'
import { cutAt, madeUpRuns } from './made-up.ts'

const cells = fc.array(fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constant(Number.NaN)), {
  minLength: 1,
  maxLength: 60,
})

const isNear = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) < 1e-6

test('means and slopes of any window are those of the values that are there', () => {
  fc.assert(
    fc.property(cells, fc.nat(60), fc.nat(60), (values, a, b) => {
      const [from, until] = [Math.min(a, b, values.length), Math.min(Math.max(a, b), values.length)]
      const there = values.slice(from, until).flatMap((value, i) => (Number.isNaN(value) ? [] : [[i, value] as const]))
      const mean = there.reduce((sum, [, value]) => sum + value, 0) / there.length
      const middle = there.reduce((sum, [i]) => sum + i, 0) / there.length
      const slope =
        there.reduce((sum, [i, value]) => sum + (i - middle) * value, 0) /
        there.reduce((sum, [i]) => sum + (i - middle) ** 2, 0)
      const windows = windowsOf(Float64Array.from(values))
      expect(isNear(windows.mean(from, until), mean)).toBe(true)
      expect(isNear(windows.slope(from, until), there.length < 3 ? Number.NaN : slope)).toBe(true)
    }),
  )
})

test('a row knows nothing that came later', () => {
  const [run] = madeUpRuns(1)
  if (!run) throw new Error('no run')
  const whole = featureColumns([run], () => [10, 40, 70])
  const early = featureColumns([cutAt(run, 41)], () => [10, 40])
  expect(whole).toHaveLength(columnCount(run.signals.length))
  expect(early.map(([first, second]) => [first, second])).toEqual(whole.map(([first, second]) => [first, second]))
})

test('steps are counted back from the last one', () => {
  const run = { unit: 'a', isEnded: true, signals: [new Float64Array(10)], conditions: [] }
  expect(everyStep(3)(run)).toEqual([0, 3, 6, 9])
  expect(everyStep(3, 1)(run)).toEqual([2, 5, 8])
})

test('signals that stand still are left out', () => {
  expect(varyingSignals(madeUpRuns(5))).toEqual([0, 1, 2])
})
