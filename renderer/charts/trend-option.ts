import type { EChartsCoreOption } from 'echarts/core'
import type { EpochMs } from '../../domain/units.ts'
import { formatNumber } from '../format/number.ts'
import { formatClock, formatDay, formatTime } from '../format/time.ts'
import { colour, type ColourName, type Scheme } from '../theme/tokens.ts'
import { timeTicks } from './panes/time-ticks.ts'
import { flatColumn, gapsOf, type TrendBand, type TrendSeries } from './trend-data.ts'
import { bandSeries, bandSets, bandStack } from './trend-band.ts'

/** What a trend chart shows. */
export interface TrendView {
  series: readonly TrendSeries[]
  /** What was to be expected, drawn as a grey band beneath the lines. */
  band?: TrendBand
  /** Limits with their names, unit of the series. */
  limits?: readonly { name: string; value: number }[]
  /** Moments with their names, drawn across. */
  marks?: readonly { name: string; at: EpochMs; colour: ColourName }[]
  from: EpochMs
  to: EpochMs
  timeZone: string
  unit: string
  decimals?: number
  /** How far the value axis reaches at least; values beyond widen it. */
  min?: number
  max?: number
  /** Distance of the marks of the value axis, where its ends are multiples of it. */
  step?: number
}

const font = "'Inter Variable', Inter, sans-serif"

/** ECharts option of a trend in one scheme. `hatch` fills the gaps; absent where nothing can be drawn. */
export function trendOption(view: TrendView, scheme: Scheme, hatch?: HTMLCanvasElement): EChartsCoreOption {
  const ink = (name: Parameters<typeof colour>[1]) => colour(scheme, name)
  const hasNames = view.series.length > 1
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: font, fontSize: 11, color: ink('text2') },
    grid: { left: 4, right: hasNames ? 64 : 12, top: 10, bottom: 2, containLabel: true },
    dataset: [...view.series, ...bandSets(view.band)].map((s) => ({
      source: flatColumn(s),
      dimensions: ['at', 'value'],
    })),
    xAxis: timeAxis(view, scheme),
    yAxis: valueAxis(view, scheme),
    tooltip: tooltip(view, scheme),
    series: [
      ...bandSeries(view.band, view.series.length, ink('band')),
      ...view.series.map((s, i) => ({
        type: 'line',
        name: s.name,
        datasetIndex: i,
        encode: { x: 'at', y: 'value' },
        showSymbol: false,
        sampling: 'minmax',
        connectNulls: false,
        step: s.line === 'step' ? 'end' : false,
        silent: true,
        lineStyle: {
          color: ink(s.colour),
          width: s.line === 'dashed' || s.line === 'step' ? 1.25 : 1.75,
          type: s.line === 'dashed' ? [4, 3] : 'solid',
        },
        itemStyle: { color: ink(s.colour) },
        ...(s.isFilled ? { areaStyle: { color: ink(s.colour), opacity: 0.12 } } : {}),
        labelLayout: { moveOverlap: 'shiftY' },
        endLabel: { show: hasNames, formatter: '{a}', color: ink('text'), fontSize: 11, distance: 6 },
        ...(i === 0 ? { markLine: limitLines(view, scheme), markArea: gapAreas(view, hatch) } : {}),
      })),
    ],
  }
}

/** At most this many marks on the time axis. */
const mostTicks = 7

function timeAxis(view: TrendView, scheme: Scheme) {
  const ticks = timeTicks(view.from, view.to, view.timeZone, mostTicks)
  return {
    type: 'time',
    min: view.from,
    max: view.to,
    axisLine: { lineStyle: { color: colour(scheme, 'line2') } },
    // Round times of the site's clock, wherever the screen stands.
    axisTick: { show: false, customValues: ticks.map(({ at }) => at) },
    splitLine: { show: true, lineStyle: { color: colour(scheme, 'line') } },
    axisLabel: {
      color: colour(scheme, 'text3'),
      fontSize: 11,
      hideOverlap: true,
      customValues: ticks.map(({ at }) => at),
      formatter: (at: number) => ticks.find((tick) => tick.at === at)?.label ?? '',
    },
    axisPointer: {
      label: {
        backgroundColor: colour(scheme, 'accent'),
        color: colour(scheme, 'onAccent'),
        fontSize: 11,
        formatter: ({ value }: { value: number }) => moment(value, view),
      },
    },
  }
}

/** Days are named from here on, below it clock times. */
const longMs = 3 * 86_400_000

const isLong = ({ from, to }: TrendView) => to - from > longMs

function moment(at: EpochMs, view: TrendView): string {
  const { timeZone } = view
  return isLong(view) ? `${formatDay(at, timeZone)} ${formatTime(at, timeZone)}` : formatClock(at, timeZone)
}

/** Ends of the data, as ECharts hands them over. */
interface Extent {
  min: number
  max: number
}

function valueAxis(view: TrendView, scheme: Scheme) {
  return {
    type: 'value',
    // A power without its zero misleads; other quantities live far from it.
    scale: view.unit !== 'kW' && view.unit !== 'MW',
    splitNumber: 4,
    ...(view.step === undefined ? {} : { interval: view.step }),
    ...valueEnds(view),
    axisLine: { show: false },
    splitLine: { lineStyle: { color: colour(scheme, 'line') } },
    // Ticks carry no minus: the pane's title says what lies below zero.
    axisLabel: {
      color: colour(scheme, 'text3'),
      fontSize: 11,
      formatter: (value: number) => formatNumber(Math.abs(value), tickDecimals(value)),
    },
  }
}

function valueEnds(view: TrendView) {
  // Without a single value there is no extent to begin from.
  const isEmpty = view.series.every((s) => s.values.every((v) => v === null))
  if (isEmpty) return { min: view.min ?? 0, max: view.max ?? 1 }
  return {
    min: ({ min }: Extent) => (view.min !== undefined && min >= view.min ? view.min : null),
    max: ({ max }: Extent) => (view.max !== undefined && max <= view.max ? view.max : null),
  }
}

function tickDecimals(value: number): number {
  if (Number.isInteger(value)) return 0
  return Number.isInteger(Math.round(value * 1e6) / 1e5) ? 1 : 2
}

function tooltip(view: TrendView, scheme: Scheme) {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    axisPointer: { type: 'line', lineStyle: { color: colour(scheme, 'accent'), width: 1.25, type: 'solid' } },
    backgroundColor: colour(scheme, 'raised'),
    borderColor: colour(scheme, 'line2'),
    borderWidth: 1,
    padding: 8,
    textStyle: { color: colour(scheme, 'text'), fontSize: 11, fontFamily: font },
    formatter: (rows: { seriesName: string; value: ArrayLike<number> }[]) => {
      const at = rows[0]?.value[0]
      const lines = rows
        .filter(({ seriesName }) => seriesName !== bandStack)
        .map((row) => `${row.seriesName}  ${valueText(row.value[1], view)}`)
      return at === undefined ? '' : [moment(at, view), ...lines].join('\n')
    },
  }
}

function valueText(value: number | undefined, view: TrendView): string {
  if (value === undefined || Number.isNaN(value)) return 'no value'
  return `${formatNumber(Math.abs(value), view.decimals ?? 0)} ${view.unit}`
}

function isCloseBelow(value: number, { limits = [], min = 0, max = 0 }: TrendView): boolean {
  return limits.some((other) => other.value > value && other.value - value < (max - min) * 0.12)
}

/** Whether the name of a moment would reach beyond the left edge. */
function isAtLeft(at: EpochMs, { from, to }: TrendView): boolean {
  return at - from < (to - from) * 0.06
}

function limitLines(view: TrendView, scheme: Scheme) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: colour(scheme, 'text'), width: 1.5, type: 'solid' },
    label: {
      color: colour(scheme, 'text'),
      fontSize: 11,
      formatter: '{b}',
      textBorderColor: colour(scheme, 'raised'),
      textBorderWidth: 3,
    },
    data: [
      ...(view.limits ?? []).map(({ name, value }) => ({
        name,
        yAxis: value,
        // A name stands above its line, unless another line is close there.
        label: { position: isCloseBelow(value, view) ? 'insideEndBottom' : 'insideEndTop' },
      })),
      ...(view.marks ?? []).map(({ name, at, colour: of }) => ({
        name,
        xAxis: at,
        lineStyle: { color: colour(scheme, of) },
        label: { position: 'insideEndTop', rotate: 0, ...(isAtLeft(at, view) ? { align: 'left' } : {}) },
      })),
    ],
  }
}

function gapAreas(view: TrendView, hatch: HTMLCanvasElement | undefined) {
  const first = view.series[0]
  return {
    silent: true,
    itemStyle: hatch ? { color: { image: hatch, repeat: 'repeat' }, opacity: 0.6 } : {},
    data: first ? gapsOf(first).map((gap) => [{ xAxis: gap.from }, { xAxis: gap.to }]) : [],
  }
}
