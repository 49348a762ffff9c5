import type { EChartsCoreOption } from 'echarts/core'
import type { KW } from '../../../../../domain/units.ts'
import { formatNumber } from '../../../../format/number.ts'
import { colour, type ColourName, type Scheme } from '../../../../theme/tokens.ts'
import type { PulseSample } from './pulse-desk.ts'

/** A line of the chart: what it is, and by seconds since the order its change in kW; what goes the way ordered is positive. */
export interface PulseLine {
  name: string
  colour: ColourName
  isDashed: boolean
  points: [seconds: number, changeKW: number | null][]
}

function meanBefore(samples: readonly PulseSample[], read: (sample: PulseSample) => number | null): number | null {
  const first = samples.slice(0, 1)
  const before = samples.filter(({ atMs }) => atMs < 0)
  const known = (before.length > 0 ? before : first).map(read).filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/**
 * What was ordered and what both meters saw, as changes against the time before the order, the way ordered upwards. The
 * site meter is turned: what flows in here is missing there, so that all three lines lie over each other when all is well.
 */
export function pulseLines(samples: readonly PulseSample[], byKW: KW): PulseLine[] {
  const up = byKW < 0 ? -1 : 1
  const line = (
    look: Omit<PulseLine, 'points'>,
    read: (sample: PulseSample) => number | null,
    turn: 1 | -1 = 1,
  ): PulseLine => {
    const base = meanBefore(samples, read)
    const points = samples.map((sample): [number, number | null] => {
      const value = read(sample)
      return [sample.atMs / 1_000, value === null || base === null ? null : (value - base) * turn * up]
    })
    return { ...look, points }
  }
  return [
    line({ name: 'ordered', colour: 'text', isDashed: true }, (sample) => sample.orderedKW),
    line({ name: 'device', colour: 's1', isDashed: false }, (sample) => sample.deviceKW),
    line({ name: 'site meter', colour: 's2', isDashed: false }, (sample) => sample.siteKW, -1),
  ]
}

/** The engine watches the asset go back for so long after a pulse; kept free so that the axis holds still. */
const goingBackS = 4

const font = "'Inter Variable', Inter, sans-serif"

/** ECharts option of a pulse of so many seconds in one scheme. */
export function pulseOption(lines: readonly PulseLine[], seconds: number, scheme: Scheme): EChartsCoreOption {
  const ink = (name: ColourName) => colour(scheme, name)
  const from = Math.min(0, ...lines.flatMap(({ points }) => points[0]?.[0] ?? []))
  const to = Math.max(seconds + goingBackS, ...lines.flatMap(({ points }) => points.at(-1)?.[0] ?? []))
  const label = { color: ink('text3'), fontSize: 11, hideOverlap: true }
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: font, fontSize: 11, color: ink('text2') },
    grid: { left: 4, right: 68, top: 10, bottom: 2, containLabel: true },
    xAxis: {
      type: 'value',
      min: Math.floor(from),
      max: Math.ceil(to),
      splitNumber: 5,
      axisLine: { onZero: false, lineStyle: { color: ink('line2') } },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: ink('line') } },
      axisLabel: { ...label, formatter: (at: number) => (at < 0 ? '' : `${formatNumber(at)} s`) },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      boundaryGap: ['6%', '6%'],
      axisLine: { show: false, onZero: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: ink('line') } },
      // Ticks carry no minus: the chart's title says what lies below zero.
      axisLabel: { ...label, formatter: (value: number) => formatNumber(Math.abs(value)) },
    },
    tooltip: tooltip(scheme),
    series: lines.map((line, i) => ({
      type: 'line',
      name: line.name,
      data: line.points,
      showSymbol: false,
      connectNulls: false,
      step: line.isDashed ? 'end' : false,
      silent: true,
      lineStyle: {
        color: ink(line.colour),
        width: line.isDashed ? 1.25 : 1.75,
        type: line.isDashed ? [4, 3] : 'solid',
      },
      itemStyle: { color: ink(line.colour) },
      labelLayout: { moveOverlap: 'shiftY' },
      endLabel: { show: true, formatter: '{a}', color: ink('text'), fontSize: 11, distance: 6 },
      ...(i === 0 ? { markLine: orderMark(scheme) } : {}),
    })),
  }
}

function orderMark(scheme: Scheme) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: colour(scheme, 'accent'), width: 1.25, type: 'solid' },
    label: { show: false },
    data: [{ xAxis: 0 }],
  }
}

function tooltip(scheme: Scheme) {
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
    formatter: (rows: { seriesName: string; value: [number, number | null] }[]) => {
      const at = rows[0]?.value[0] ?? 0
      const head = at < 0 ? `${formatNumber(-at, 1)} s before the order` : `${formatNumber(at, 1)} s after the order`
      return [head, ...rows.map(({ seriesName, value }) => `${seriesName}  ${changeText(value[1])}`)].join('\n')
    },
  }
}

/** A change in words: as ordered, or the other way. */
function changeText(changeKW: KW | null): string {
  if (changeKW === null) return 'no value'
  const size = `${formatNumber(Math.abs(changeKW), 1)} kW`
  return changeKW < -0.05 ? `${size} the other way` : size
}
