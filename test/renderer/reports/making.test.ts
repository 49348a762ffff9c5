import { expect, test } from 'vitest'
import type { ReportChart } from '../../../domain/rpc/reports.ts'
import { chartScale } from '../../../renderer/views/reports/preview/chart-scale.ts'
import { afterStep } from '../../../renderer/views/reports/use-making.ts'

test('progress is shown until the report is there', () => {
  const before = afterStep({}, { type: 'progress', progress: 0.4, step: 'Peaks' })
  expect(before).toEqual({ progress: { share: 0.4, step: 'Peaks' } })
  const kept = { id: 'a', template: 'daily', title: 'D', period: 'p', from: 0, to: 1, madeAt: 2, by: 'Ada', files: [] }
  expect(afterStep(before, { type: 'kept', report: kept })).toEqual({ kept })
})

test.each([
  [[0, 24_000], { low: 0, high: 25_000 }],
  [[null, null], { low: 0, high: 1 }],
  [[3], { low: 0, high: 3, decimals: 0 }],
  [[0.3], { low: 0, decimals: 1 }],
])('the scale of %j ends at round numbers', (values, ends) => {
  const chart: ReportChart = { type: 'bars', title: '', unit: '', labels: [], series: [{ name: 'a', values }] }
  expect(chartScale(chart)).toMatchObject(ends)
})

test('a band has room for its limits on both sides of 0', () => {
  const limits = [
    { name: 'import', value: 5_000 },
    { name: 'export', value: -4_000 },
  ]
  const chart: ReportChart = {
    type: 'band',
    title: '',
    unit: 'kW',
    labels: [],
    min: [-10],
    mean: [0],
    max: [10],
    limits,
  }
  expect(chartScale(chart)).toEqual({
    low: -4_000,
    high: 6_000,
    decimals: 0,
    ticks: [-4_000, -2_000, 0, 2_000, 4_000, 6_000],
  })
})
