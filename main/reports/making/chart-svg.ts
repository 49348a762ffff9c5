import type { ReportChart } from '../../../domain/rpc/reports.ts'
import { axisOf, fixed, ink, line, shortNumber, text } from '../../documents/svg.ts'

const size = { width: 515, height: 150 }
const plot = { left: 48, right: 505, top: 18, bottom: 128 }
/** Told apart without colour too: by lightness, and by their order in the legend. */
const fills = ['#2A5B92', '#A9B0BA']

/** A chart as an SVG image for a page of A4. A missing value is a gap, never 0. */
export function chartSvg(chart: ReportChart): string {
  const values = valuesOf(chart)
  const axis = axisOf(values)
  const y = (value: number) => plot.bottom - ((value - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top)
  const body = chart.type === 'bars' ? bars(chart, y) : band(chart, y)
  const marks = axis.ticks.map(
    (tick) =>
      line({ x1: plot.left, x2: plot.right, y1: y(tick), y2: y(tick) }, ink.line, 0.4) +
      text(plot.left - 4, y(tick) + 3, shortNumber(tick), 'end'),
  )
  return `<svg width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">${text(plot.left, 10, `${chart.title}, ${chart.unit}`)}${marks.join('')}${body}</svg>`
}

function valuesOf(chart: ReportChart): number[] {
  const lists =
    chart.type === 'bars'
      ? chart.series.map(({ values }) => values)
      : [chart.min, chart.max, chart.limits.map((l) => l.value)]
  return lists.flat().filter((value) => value !== null)
}

type Bars = Extract<ReportChart, { type: 'bars' }>
type Band = Extract<ReportChart, { type: 'band' }>

function bars({ labels, series }: Bars, y: (value: number) => number): string {
  const step = (plot.right - plot.left) / Math.max(1, labels.length)
  const width = (step * 0.8) / Math.max(1, series.length)
  const drawn = series.flatMap(({ values }, s) =>
    values.map((value, i) => {
      if (value === null) return ''
      const x = plot.left + i * step + step * 0.1 + s * width
      return `<rect x="${fixed(x)}" y="${fixed(y(value))}" width="${fixed(width)}" height="${fixed(plot.bottom - y(value))}" fill="${fills[s] ?? ink.text}"/>`
    }),
  )
  const every = Math.ceil(labels.length / 32)
  const names = labels.map((label, i) =>
    i % every === 0 ? text(plot.left + (i + 0.5) * step, plot.bottom + 10, label, 'middle') : '',
  )
  const legend = series.map(
    ({ name }, s) =>
      `<rect x="${plot.left + s * 90}" y="${size.height - 10}" width="8" height="8" fill="${fills[s] ?? ink.text}"/>` +
      text(plot.left + 12 + s * 90, size.height - 3, name),
  )
  return [...drawn, ...names, ...legend].join('')
}

function band({ labels, min, mean, max, limits }: Band, y: (value: number) => number): string {
  const step = (plot.right - plot.left) / Math.max(1, mean.length)
  const x = (i: number) => plot.left + i * step
  const spans = mean.map((middle, i) => {
    const [low, high] = [min[i] ?? null, max[i] ?? null]
    if (middle === null || low === null || high === null) return ''
    const height = Math.max(0.6, y(low) - y(high))
    return (
      `<rect x="${fixed(x(i))}" y="${fixed(y(high))}" width="${fixed(step)}" height="${fixed(height)}" fill="${ink.band}"/>` +
      line({ x1: x(i), x2: x(i + 1), y1: y(middle), y2: y(middle) }, ink.mean, 0.8)
    )
  })
  const bounds = limits.map(
    ({ name, value }) =>
      line({ x1: plot.left, x2: plot.right, y1: y(value), y2: y(value) }, ink.limit, 0.8) +
      text(plot.right, y(value) - 2, name, 'end'),
  )
  const anchors = ['start', 'middle', 'end'] as const
  const names = labels.map((label, i) => {
    const share = labels.length > 1 ? i / (labels.length - 1) : 0
    return text(plot.left + share * (plot.right - plot.left), plot.bottom + 10, label, anchors[i] ?? 'middle')
  })
  return [...spans, ...bounds, ...names].join('')
}
