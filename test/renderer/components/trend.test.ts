import { expect, it, vi } from 'vitest'
import { sparklineEnd, sparklinePath } from '../../../renderer/components/sparkline-path.ts'
import { flatColumn, gapsOf, seriesOf, sumValues, type TrendSeries } from '../../../renderer/charts/trend-data.ts'
import { trendOption } from '../../../renderer/charts/trend-option.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const series: TrendSeries = { name: 'power', colour: 's1', from: 1_000, stepMs: 10, values: [1, null, null, 4, null] }

it('a gap breaks the line of a trend', () => {
  expect(sparklinePath([0, 10, null, 10, 0], 100, 20)).toBe('M0.0 20.0L25.0 0.0M75.0 0.0L100.0 20.0')
})

it('a flat trend runs in the middle', () => {
  expect(sparklinePath([5, 5], 100, 20)).toBe('M0.0 10.0L100.0 10.0')
})

it('a trend whose last value is missing has no end point', () => {
  expect(sparklineEnd([1, null], 100, 20)).toBeUndefined()
  expect(sparklineEnd([0, 10], 100, 20)).toEqual({ x: 100, y: 0 })
})

it('missing steps become NaN in the column and spans in the gaps', () => {
  expect([...flatColumn(series)]).toEqual([1_000, 1, 1_010, Number.NaN, 1_020, Number.NaN, 1_030, 4, 1_040, Number.NaN])
  expect(gapsOf(series)).toEqual([
    { from: 1_010, to: 1_030 },
    { from: 1_040, to: 1_050 },
  ])
})

it('a sum is missing where one part is', () => {
  expect(
    sumValues([
      [1, 2, null],
      [10, null, 30],
    ]),
  ).toEqual([11, null, null])
  expect(sumValues([])).toEqual([])
})

it('a load turns its sign for the chart and keeps its gaps', () => {
  const trend = { from: 0, stepMs: 1, min: [], max: [], mean: [-5, null] }
  expect(seriesOf(trend, { name: 'draw', colour: 's1' }, (v) => -v).values).toEqual([5, null])
})

it('ticks below zero carry no minus', () => {
  const option = trendOption({ series: [series], from: 0, to: 1, timeZone: 'UTC', unit: 'MW' }, 'light')
  const axis = option['yAxis'] as { axisLabel: { formatter: (v: number) => string }; scale: boolean }
  expect(axis.axisLabel.formatter(-4)).toBe('4')
  expect(axis.axisLabel.formatter(-0.5)).toBe('0.5')
  expect(axis.scale).toBe(false)
})
