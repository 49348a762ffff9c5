import { describe, expect, test } from 'vitest'
import { createDriftDetector } from '../../../../../main/health/detect/single/drift.ts'
import { createLevelDetector, createSpreadDetector } from '../../../../../main/health/detect/single/level.ts'
import { createSpikeDetector } from '../../../../../main/health/detect/single/spike.ts'
import { createStuckDetector } from '../../../../../main/health/detect/single/stuck.ts'
import { again } from '../again.ts'
import { noiseOf } from '../noise.ts'

type Make = () => { push(value: number): number; save(): Float64Array; restore(saved: Float64Array): boolean }
type Signal = (row: number, noise: () => number) => number

const eventRow = 1_500
const rows = 1_700
const makers = {
  level: () => createLevelDetector(() => 0.01),
  spread: () => createSpreadDetector(() => 0.01),
  drift: () => createDriftDetector(() => 0.1),
  stuck: () => createStuckDetector(),
  spike: () => createSpikeDetector(0.1),
} satisfies Record<string, Make>

function scoresOf(make: Make, signal: Signal, seed = 2): number[] {
  const detector = make()
  const noise = noiseOf(seed)
  return Array.from({ length: rows }, (_, row) => detector.push(signal(row, noise)))
}
const strongest = (scores: readonly number[]) => scores.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
const daily: Signal = (row, noise) => 40 + 5 * Math.sin((2 * Math.PI * row) / 24) + noise()

describe('what each must see', () => {
  test.each<[detector: keyof typeof makers, what: string, signal: Signal, sign: 1 | -1]>([
    ['level', 'a daily signal far above', (row, noise) => daily(row, noise) + (row >= eventRow ? 30 : 0), 1],
    ['level', 'a steady signal below', (row, noise) => 40 + noise() - (row >= eventRow ? 9 : 0), -1],
    ['spread', 'four times the movement', (row, noise) => (2 + 0.2 * noise()) * (row >= eventRow ? 4 : 1), 1],
    ['spread', 'hardly any movement', (row, noise) => (2 + 0.2 * noise()) * (row >= eventRow ? 0.2 : 1), -1],
    ['drift', 'a slow rise', (row, noise) => 40 + noise() + Math.max(0, row - eventRow) * 0.6, 1],
    ['drift', 'a slow fall', (row, noise) => 40 + noise() - Math.max(0, row - eventRow) * 0.6, -1],
    ['stuck', 'a value that stands', (row, noise) => (row < eventRow ? Math.round(10 * noise()) : 7), 1],
    ['spike', 'one value out of line', (row, noise) => noise() + (row === eventRow + 5 ? 60 : 0), 1],
  ])('%s: %s', (name, _, signal, sign) => {
    const scores = scoresOf(makers[name], signal)
    expect(Math.abs(strongest(scores.slice(0, eventRow)))).toBeLessThan(1)
    expect(sign * strongest(scores.slice(eventRow))).toBeGreaterThanOrEqual(1)
  })
})

describe('what each must not see', () => {
  test.each<[detector: keyof typeof makers, what: string, signal: Signal]>([
    ['level', 'a daily swing', daily],
    ['level', 'two hours off, then back', (row, noise) => 40 + noise() + (row === 1_600 || row === 1_601 ? 50 : 0)],
    ['level', 'a last digit that flips', (row) => 40 + 0.01 * (row % 2)],
    ['spread', 'a third more movement', (row, noise) => (2 + 0.2 * noise()) * (row >= eventRow ? 1.3 : 1)],
    ['drift', 'noise without a trend', (_, noise) => 40 + noise()],
    ['drift', 'a step long ago', (row, noise) => 40 + noise() + (row >= 100 ? 30 : 0) * (row > 140 ? 1 : 0)],
    ['stuck', 'a constant from the first day', () => 5],
    ['stuck', 'rests as long as ever', (row) => Math.floor(row / 50)],
    ['spike', 'a step', (row, noise) => noise() + (row >= eventRow ? 100 : 0)],
    ['spike', 'a last digit that flips', (row) => 40 + 0.1 * (row % 3 === 0 ? 1 : 0)],
  ])('%s: %s', (name, _, signal) => {
    expect(Math.abs(strongest(scoresOf(makers[name], signal).slice(200)))).toBeLessThan(1)
  })
})

test.each(Object.entries(makers))('%s: constant or missing input says nothing', (_, make) => {
  for (const value of [0, 12.5, Number.NaN]) expect(strongest(scoresOf(make, () => value))).toBe(0)
})

test.each(Object.entries(makers))('%s: a gap neither ends nor starts anything, and is no number', (_, make) => {
  const scores = scoresOf(make, (row, noise) => (row % 7 === 3 ? Number.NaN : daily(row, noise)))
  expect(scores.every(Number.isFinite)).toBe(true)
})

const rising: Signal = (row, noise) => daily(row, noise) + 0.3 * Math.max(0, row - eventRow)

test.each(Object.entries(makers))('%s: saved and given back it goes on as if nothing had been', (_, make) => {
  const whole = scoresOf(make, rising)
  const noise = noiseOf(2)
  let detector = make()
  for (let row = 0; row < rows; row++) {
    if (row % 401 === 0) detector = again(detector, make)
    expect(detector.push(rising(row, noise))).toBe(whole[row])
  }
})
