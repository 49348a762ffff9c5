import type { EChartsCoreOption } from 'echarts/core'
import type { EpochMs } from '../../../domain/units.ts'
import type { Column } from '../../history/tiles/column.ts'
import { colour, type Scheme } from '../../theme/tokens.ts'
import type { Pane, PaneBox, PaneLine } from './pane.ts'
import type { ValueAxis } from './value-axis.ts'

/** Steps up to this long are the readings themselves: they hold until the next. */
const rawMs = 1_000

/** A column as flat typed rows of instant, mean, least, and most above least, in drawn units. */
export function flatRows({ from, stepMs, min, mean, max }: Column, factor: number): Float64Array {
  const rows = new Float64Array(mean.length * 4)
  const shift = stepMs > rawMs ? stepMs / 2 : 0
  for (let i = 0; i < mean.length; i++) {
    const low = (factor < 0 ? max[i] : min[i]) ?? Number.NaN
    const high = (factor < 0 ? min[i] : max[i]) ?? Number.NaN
    rows[i * 4] = from + i * stepMs + shift
    rows[i * 4 + 1] = (mean[i] ?? Number.NaN) * factor
    rows[i * 4 + 2] = low * factor
    rows[i * 4 + 3] = (high - low) * factor
  }
  return rows
}

/** The rows of a line; the same array as long as column and factor are. */
const rowsOf = (() => {
  const known = new WeakMap<Column, { factor: number; rows: Float64Array; hasBand: boolean }>()
  return ({ column, factor }: PaneLine) => {
    const found = known.get(column)
    if (found?.factor === factor) return found
    const hasBand = column.stepMs > rawMs && column.max.some((high, i) => high > (column.min[i] ?? high))
    const made = { factor, rows: flatRows(column, factor), hasBand }
    known.set(column, made)
    return made
  }
})()

/** ECharts option with the lines and their bands; everything else of the panes is drawn around it. */
export function paneOption(given: {
  panes: readonly Pane[]
  boxes: readonly PaneBox[]
  scheme: Scheme
}): EChartsCoreOption {
  const { panes, boxes, scheme } = given
  const lines = panes.flatMap((pane, place) => pane.lines.map((line) => ({ line, place })))
  return {
    animation: false,
    aria: { enabled: false },
    grid: boxes.map((box) => ({ ...box, containLabel: false, outerBoundsMode: 'none' })),
    dataset: lines.map(({ line }) => ({ source: rowsOf(line).rows, dimensions: ['at', 'mean', 'low', 'spread'] })),
    xAxis: panes.map((_, gridIndex) => ({ type: 'value', show: false, gridIndex, min: 0, max: 1 })),
    yAxis: panes.flatMap((_, gridIndex) =>
      [0, 1].map(() => ({ type: 'value', show: false, gridIndex, min: 0, max: 1 })),
    ),
    series: lines.flatMap(({ line, place }, datasetIndex) => seriesOf(line, place, datasetIndex, scheme)),
  }
}

function seriesOf(line: PaneLine, place: number, datasetIndex: number, scheme: Scheme): object[] {
  const { hasBand } = rowsOf(line)
  const ink = colour(scheme, line.colour)
  const common = {
    type: 'line',
    datasetIndex,
    xAxisIndex: place,
    yAxisIndex: place * 2 + line.axis,
    showSymbol: false,
    silent: true,
    connectNulls: false,
    clip: true,
    emphasis: { disabled: true },
  }
  const band = { ...common, stack: `band ${datasetIndex}`, stackStrategy: 'all', lineStyle: { opacity: 0 } }
  return [
    ...(hasBand && line.isCompared !== true
      ? [
          { ...band, encode: { x: 'at', y: 'low' } },
          { ...band, encode: { x: 'at', y: 'spread' }, areaStyle: { color: ink, opacity: 0.2 } },
        ]
      : []),
    {
      ...common,
      encode: { x: 'at', y: 'mean' },
      step: line.column.stepMs <= rawMs ? 'end' : false,
      lineStyle: {
        color: ink,
        width: line.isCompared ? 1.25 : 1.75,
        type: line.isCompared ? [4, 3] : 'solid',
        join: 'round',
      },
      itemStyle: { color: ink },
    },
  ]
}

/** The part of the option that changes while the window moves. */
export function windowOption(from: EpochMs, to: EpochMs, axes: readonly (readonly ValueAxis[])[]): EChartsCoreOption {
  return {
    xAxis: axes.map(() => ({ min: from, max: to })),
    yAxis: axes.flatMap(([left, right]) =>
      [left, right ?? left].map((axis) => ({ min: axis?.min ?? 0, max: axis?.max ?? 1 })),
    ),
  }
}
