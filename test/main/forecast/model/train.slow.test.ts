import { expect, test } from 'vitest'
import type { ForecastAccuracy } from '../../../../domain/dispatch/forecast.ts'
import { issue } from '../../../../main/forecast/model/issue.ts'
import { train } from '../../../../main/forecast/model/train.ts'
import type { QuantityHistory } from '../../../../main/forecast/quantities/history.ts'
import { shapeOf } from '../../../../main/forecast/quantities/shape-of.ts'
import { market, noise, solarField, worksLoad } from '../made-up.ts'

function mean(rows: readonly ForecastAccuracy[], of: (row: ForecastAccuracy) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length
}

test.each([
  ['a load', worksLoad(60)],
  ['a solar field', solarField(60)],
  ['a price', market(60)],
])('%s: what is in use beats every naive model on days not learned from, and its bands hold', (_name, history) => {
  const trained = train(shapeOf(history))
  expect(trained.bySpan).toContain('regression trees')
  expect(trained.name).toContain('regression trees')
  const [own, ...naive] = trained.accuracy
  for (const other of naive)
    expect(mean(own?.byHorizon ?? [], (row) => row.pinball)).toBeLessThan(mean(other.byHorizon, (row) => row.pinball))
  const coverage = mean(own?.byHorizon ?? [], (row) => row.coverageRatio)
  expect(coverage).toBeGreaterThan(0.8)
  expect(coverage).toBeLessThan(0.98)
})

function bandsAhead(history: QuantityHistory): number[][] {
  const { quantiles } = issue(train(shapeOf(history)), shapeOf(history), 192)
  return Array.from({ length: 192 }, (_, step) => quantiles.map((column) => column[step] ?? Number.NaN))
}

test('quantiles rise and keep to what can be: no load that gives, no sun at night', () => {
  const [load, sun] = [bandsAhead(worksLoad(30)), bandsAhead(solarField(30))]
  for (const rising of [...load, ...sun]) expect(rising).toEqual(rising.toSorted((a, b) => a - b))
  expect(Math.max(...load.flat())).toBeLessThanOrEqual(0)
  const nights = sun.filter((_, step) => step % 96 < 22 || step % 96 > 74)
  expect(nights.length).toBeGreaterThan(80)
  expect(new Set(nights.flat())).toEqual(new Set([0]))
})

test('what can not be learned is left to the best naive model', () => {
  const values = Float64Array.from({ length: 30 * 96 }, (_, i) => -1_000 - 400 * noise(i))
  const trained = train(shapeOf({ ...worksLoad(30), values }))
  const losses = trained.accuracy.map(({ byHorizon }) => mean(byHorizon, (row) => row.pinball))
  expect(losses[0]).toBe(Math.min(...losses))
  expect(trained.model !== undefined).toBe(trained.bySpan.includes('regression trees'))
})

test('a cold start says so and has bands twice as wide', () => {
  const short = train(shapeOf(worksLoad(4)))
  expect(short.note).toBe('only 4 days of history: bands are wide')
  expect(short.model).toBeUndefined()
  expect(train(shapeOf({ ...worksLoad(1), values: new Float64Array() })).note).toBe('nothing was measured yet')
})

/** Mean of what is expected of the next day. */
function level(history: QuantityHistory): number {
  const { expected } = issue(train(shapeOf(history)), shapeOf(history), 96)
  return expected.reduce((sum, value) => sum + value, 0) / 96
}

test('missing quarters are missing: they are neither learned nor taken for zero', () => {
  const whole = worksLoad(40)
  const holes: QuantityHistory = {
    ...whole,
    values: whole.values.map((value, i) => (i % 9 === 0 ? Number.NaN : value)),
  }
  // One in nine taken for zero would lower it by more than a tenth.
  expect(level(holes) / level(whole)).toBeGreaterThan(0.92)
  expect(level(holes) / level(whole)).toBeLessThan(1.08)
})
