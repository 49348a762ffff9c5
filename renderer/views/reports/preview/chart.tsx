import type { ReportChart } from '../../../../domain/rpc/reports.ts'
import { formatNumber } from '../../../format/number.ts'
import css from '../reports.module.css'
import { chartScale } from './chart-scale.ts'

const size = { width: 800, height: 200 }
const plot = { left: 64, right: 790, top: 12, bottom: 172 }

/** A chart of a report as the PDF has it; a missing value is a gap. */
export function Chart({ chart }: { chart: ReportChart }) {
  const { low, high, ticks, decimals } = chartScale(chart)
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top)
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        {chart.title}, {chart.unit}
        {chart.type === 'bars' && <Legend names={chart.series.map(({ name }) => name)} />}
      </figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={chart.title}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={css.gridLine} x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} />
            <text className={css.tick} x={plot.left - 6} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick, decimals)}
            </text>
          </g>
        ))}
        {chart.type === 'bars' ? <Bars chart={chart} y={y} /> : <Band chart={chart} y={y} />}
      </svg>
    </figure>
  )
}

function Legend({ names }: { names: readonly string[] }) {
  return names.map((name, i) => (
    <span key={name} className={css.legend} data-series={i}>
      {name}
    </span>
  ))
}

interface Drawn<T extends ReportChart['type']> {
  chart: Extract<ReportChart, { type: T }>
  y: (value: number) => number
}

function Bars({ chart: { labels, series }, y }: Drawn<'bars'>) {
  const step = (plot.right - plot.left) / Math.max(1, labels.length)
  const width = (step * 0.8) / Math.max(1, series.length)
  return labels.map((label, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- an hour stands twice on a day of 25
    <g key={i}>
      {series.map(({ name, values }, s) => {
        const value = values[i] ?? null
        const x = plot.left + i * step + step * 0.1 + s * width
        if (value === null) return null
        return <rect key={name} data-series={s} x={x} y={y(value)} width={width} height={plot.bottom - y(value)} />
      })}
      <text className={css.tick} x={plot.left + (i + 0.5) * step} y={plot.bottom + 16} textAnchor="middle">
        {label}
      </text>
    </g>
  ))
}

function Band({ chart: { labels, min, mean, max, limits }, y }: Drawn<'band'>) {
  const step = (plot.right - plot.left) / Math.max(1, mean.length)
  const anchors = ['start', 'middle', 'end'] as const
  return (
    <>
      {mean.map((middle, i) => {
        const [low, high] = [min[i] ?? null, max[i] ?? null]
        const x = plot.left + i * step
        if (middle === null || low === null || high === null) return null
        return (
          // oxlint-disable-next-line react/no-array-index-key -- steps stand by their time
          <g key={i}>
            <rect className={css.band} x={x} y={y(high)} width={step} height={Math.max(1, y(low) - y(high))} />
            <line className={css.mean} x1={x} x2={x + step} y1={y(middle)} y2={y(middle)} />
          </g>
        )
      })}
      {limits.map(({ name, value }) => (
        <g key={name}>
          <line className={css.limit} x1={plot.left} x2={plot.right} y1={y(value)} y2={y(value)} />
          <text className={css.tick} x={plot.right} y={y(value) - 4} textAnchor="end">
            {name}
          </text>
        </g>
      ))}
      {labels.map((label, i) => (
        <text
          key={label}
          className={css.tick}
          x={plot.left + (i / Math.max(1, labels.length - 1)) * (plot.right - plot.left)}
          y={plot.bottom + 16}
          textAnchor={anchors[i] ?? 'middle'}
        >
          {label}
        </text>
      ))}
    </>
  )
}
