import type { ReportChart } from '../../../../domain/rpc/reports.ts'

/** Ends and marks of the upright axis: round numbers, with 0 among them. */
export interface ChartScale {
  low: number
  high: number
  ticks: number[]
  /** Decimals by which the marks can be told apart. */
  decimals: number
}

const factors = [1, 2, 5, 10]
const mostSteps = 5

/** The scale that holds every value of a chart. */
export function chartScale(chart: ReportChart): ChartScale {
  const lists =
    chart.type === 'bars'
      ? chart.series.map(({ values }) => values)
      : [chart.min, chart.max, chart.limits.map(({ value }) => value)]
  const values = lists.flat().filter((value) => value !== null)
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values) || (least < 0 ? 0 : 1)
  const span = most - least
  const power = 10 ** Math.floor(Math.log10(span / mostSteps))
  const step = power * (factors.find((factor) => factor * power * mostSteps >= span) ?? 10)
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)]
  return {
    low: first * step,
    high: last * step,
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
    ticks: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step),
  }
}
