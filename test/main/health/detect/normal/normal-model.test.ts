import { expect, test } from 'vitest'
import { createNormalModel, normalDefaults } from '../../../../../main/health/detect/normal/normal-model.ts'
import { noiseOf } from '../noise.ts'

const rowsPerDay = 288

/** A bearing: 20 + 15 x load + 0.8 x air, with noise; learned for `days`, `fault` is added to it. */
function learned(days: number, fault: (day: number) => number = () => 0) {
  const noise = noiseOf(6)
  const model = createNormalModel(2)
  const rests: number[] = []
  for (let row = 0; row < days * rowsPerDay; row++) {
    const load = 0.5 + 0.15 * noise()
    const air = 10 + 6 * Math.sin((2 * Math.PI * row) / rowsPerDay) + noise()
    const value = 20 + 15 * load + 0.8 * air + 0.3 * noise() + fault(row / rowsPerDay)
    const of = Float64Array.of(load, air, value)
    rests.push(value - model.expect(of))
    model.learn(of)
  }
  return { model, rests }
}
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('it finds what drivers explain, and expects nothing before it has learned', () => {
  const { model, rests } = learned(10)
  expect(rests.slice(0, normalDefaults.leastRows).every(Number.isNaN)).toBe(true)
  expect(Math.abs(meanOf(rests.slice(-rowsPerDay)))).toBeLessThan(0.1)
  expect(model.expect(Float64Array.of(0.6, 12, Number.NaN))).toBeCloseTo(20 + 9 + 9.6, 0)
})

test('outside of what it has seen, or without a driver, it expects nothing', () => {
  const { model } = learned(5)
  expect(model.expect(Float64Array.of(3, 12, 50))).toBeNaN()
  expect(model.expect(Float64Array.of(Number.NaN, 12, 50))).toBeNaN()
})

test('a fault that grows over weeks is not learned away while it grows', () => {
  const { rests } = learned(84, (day) => Math.max(0, day - 28) * 0.15)
  const last = meanOf(rests.slice(-rowsPerDay))
  // 8.4 K by then, of which the last four weeks made 4.2
  expect(last).toBeGreaterThan(4)
})

test('saved and given back it expects the same', () => {
  const { model } = learned(16)
  const twin = createNormalModel(2)
  expect(twin.restore(model.save())).toBe(true)
  for (const load of [0.2, 0.5, 0.8]) {
    const row = Float64Array.of(load, 9, 30)
    expect(twin.expect(row)).toBeCloseTo(model.expect(row), 6)
  }
})
