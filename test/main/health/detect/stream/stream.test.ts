import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemory, type Memory } from '../../../../../main/health/detect/stream/memory.ts'
import { createReference, type Reference } from '../../../../../main/health/detect/stream/reference.ts'
import { createRunningMedian } from '../../../../../main/health/detect/stream/running-median.ts'
import { createSlotResidual } from '../../../../../main/health/detect/stream/slot-mean.ts'
import { createSlowMean } from '../../../../../main/health/detect/stream/slow-mean.ts'
import { medianOf, spanSpreadOf, steadySpreadOf } from '../../../../../main/health/detect/stream/spread-of.ts'
import { createWindow } from '../../../../../main/health/detect/stream/window.ts'
import { noiseOf } from '../noise.ts'

/** Values in steps, so that equal ones occur, with gaps. */
const signal = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { nil: Number.NaN }), { maxLength: 120 })
const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value))
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
/** Equal to within `most`, or both unknown. */
const same = (a: number, b: number, most: number) => Math.abs(a - b) <= most || (Number.isNaN(a) && Number.isNaN(b))
const spreadOf = (values: readonly number[]) => Math.sqrt(meanOf(values.map((value) => (value - meanOf(values)) ** 2)))

test('a window has the mean and spread of its last rows, whatever is missing', () => {
  fc.assert(
    fc.property(signal, fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 1e6), (values, rows, far) => {
      const window = createWindow(createMemory(), rows)
      values.forEach((value, i) => {
        window.push(value + far)
        const last = known(values.slice(Math.max(0, i - rows + 1), i + 1))
        expect(window.count()).toBe(last.length)
        expect(same(window.mean(), meanOf(last) + far, 1e-6)).toBe(true)
        expect(same(window.spread(), spreadOf(last), 1e-4)).toBe(true)
      })
    }),
  )
})

test('a running median is the middle of its last rows', () => {
  fc.assert(
    fc.property(signal, fc.integer({ min: 1, max: 9 }), (values, rows) => {
      const median = createRunningMedian(createMemory(), rows)
      values.forEach((value, i) => {
        const last = Float64Array.from(values.slice(Math.max(0, i - rows + 1), i + 1))
        expect(median(value)).toBe(medianOf(last))
      })
    }),
  )
})

const settings = { blocks: 20, guardBlocks: 7, leastBlocks: 5 }

function restored(memory: Memory): Reference {
  const other = createMemory()
  const reference = createReference(other, settings)
  if (!other.restore(memory.save())) throw new Error('what was saved is of another make')
  return reference
}

test('a reference is the middle and spread of a past that ends before now, also after a restore in the midst', () => {
  fc.assert(
    fc.property(signal, fc.nat(120), (values, cut) => {
      const memory = createMemory()
      let reference = createReference(memory, settings)
      const seen: number[] = []
      values.forEach((value, i) => {
        if (i === cut) reference = restored(memory)
        reference.push(value)
        if (!Number.isNaN(value)) seen.push(value)
        const guard = Math.min(7, Math.floor(Math.min(seen.length, 27) / 4))
        const past = Float64Array.from(seen.slice(Math.max(0, seen.length - guard - 20), seen.length - guard))
        expect(reference.middle()).toBe(past.length < 5 ? Number.NaN : medianOf(past))
        expect(same(reference.spread(), past.length < 5 ? Number.NaN : steadySpreadOf(past), 1e-9)).toBe(true)
      })
    }),
  )
})

test('the spread of a normal signal is 1, and a fifth of foreign values blow it up by half at most', () => {
  const noise = noiseOf(3)
  const clean = Float64Array.from({ length: 4_000 }, noise)
  expect(steadySpreadOf(clean)).toBeCloseTo(1, 1)
  expect(spanSpreadOf(clean)).toBeCloseTo(1, 1)
  const foreign = clean.map((value, i) => (i % 5 === 0 ? value + 3 : value))
  expect(steadySpreadOf(foreign)).toBeLessThan(1.5)
})

test('a signal that mostly stands still has a spread, though its median deviation is nothing', () => {
  const steps = Float64Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1 : 0))
  expect(steadySpreadOf(steps)).toBeGreaterThan(0.1)
})

test('slots come from the instant: gaps, repeated rows and rows out of turn find their hour', () => {
  const hourMs = 3_600_000
  const residual = createSlotResidual(createMemory(), { slots: 24, slotMs: hourMs, rate: 0.5, waitsARound: true })
  for (let day = 0; day < 9; day++)
    for (const hour of [3, 3, 15, 20, 4]) if (day !== 5 || hour !== 15) residual(100 * hour, (24 * day + hour) * hourMs)
  expect(residual(310, (24 * 9 + 3) * hourMs)).toBeCloseTo(10, 1)
  expect(residual(1_500, (24 * 12 + 15) * hourMs)).toBeCloseTo(0, 1)
  expect(residual(7, (24 * 12 + 9) * hourMs)).toBeNaN()
})

test('a slow mean is a plain one at first and forgets later', () => {
  const mean = createSlowMean(createMemory(), 0.1)
  for (const value of [1, 2, 3, Number.NaN]) mean.push(value)
  expect(mean.mean()).toBeCloseTo(2, 9)
  expect(mean.spread()).toBeCloseTo(Math.sqrt(2 / 3), 9)
  for (let i = 0; i < 200; i++) mean.push(50)
  expect(mean.mean()).toBeCloseTo(50, 6)
})

test('a memory of another make is refused and changes nothing', () => {
  const memory = createMemory()
  const piece = memory.take(3, 7)
  expect(memory.restore(new Float64Array(4))).toBe(false)
  expect([...piece]).toEqual([7, 7, 7])
})
