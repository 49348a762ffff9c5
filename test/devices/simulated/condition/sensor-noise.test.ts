import { expect, test } from 'vitest'
import { withNoise } from '../../../../devices/simulated/condition/sensor-noise.ts'
import type { Values } from '../../../../devices/simulated/models/model.ts'
import { createRandom } from '../../../../devices/simulated/random.ts'

const surroundings = { at: 0, ambientDegC: 15 }
const truth: Values = { temperatureDegC: 40, electrolyserCellV: 0, activePowerKW: 500 }

/** What sensors show of a temperature that stands at 40 degC. */
function shown(stepMs: number, count: number) {
  const sensor = withNoise({ step() {}, values: () => ({ bearingDegC: 60 }) }, createRandom(4))
  return Array.from({ length: count }, () => {
    sensor.step(stepMs, truth, surroundings)
    return sensor.values(truth)
  })
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

test.each([1_000, 60_000, 300_000])('sensors err as much whether asked every %d ms or not', (stepMs) => {
  // a hundred hours at least: they err for ten minutes in one direction
  const values = shown(stepMs, Math.max(4_000, 1_440_000_000 / 4 / stepMs))
  const temperatures = values.map(({ temperatureDegC = Number.NaN }) => temperatureDegC)
  expect(deviation(temperatures)).toBeGreaterThan(0.17)
  expect(deviation(temperatures)).toBeLessThan(0.23)
})

test('what a condition adds errs as well; powers and what stands at nothing do not', () => {
  const values = shown(60_000, 200)
  expect(new Set(values.map(({ bearingDegC }) => bearingDegC)).size).toBe(200)
  expect(values.every(({ electrolyserCellV }) => electrolyserCellV === 0)).toBe(true)
  expect(values.every((one) => !('activePowerKW' in one))).toBe(true)
})

test('asking twice between two steps gives the same', () => {
  const sensor = withNoise({ step() {}, values: () => ({}) }, createRandom(4))
  sensor.step(1_000, truth, surroundings)
  expect(sensor.values(truth)).toEqual(sensor.values(truth))
})
