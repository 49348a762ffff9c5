import type { AlarmPriority } from '../../../domain/alarm.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Gap } from '../trend-data.ts'
import { gapsIn, notGoodIn, stepAt, type Stretch } from '../../history/tiles/column.ts'
import type { Pane, PaneBox, PaneLine } from './pane.ts'
import { placesIn } from './visible.ts'
import type { ValueAxis } from './value-axis.ts'

/** An alarm on the time axis. */
export interface AlarmMark {
  id: string
  at: EpochMs
  priority: AlarmPriority
  text: string
}

/** Words of a person on a range. */
export interface RangeNote {
  id: string
  from: EpochMs
  to: EpochMs
  text: string
  by: string
  /** Names of the assets it is about; empty for the whole site. */
  about: string
}

/** The two measuring cursors. */
export interface Measure {
  a: EpochMs
  b: EpochMs
}

/** Place of an instant across a box, px of the chart. */
export function xOf(at: EpochMs, { left, width }: PaneBox, { from, to }: Stretch): number {
  return left + ((at - from) / (to - from)) * width
}

/** Place of a drawn value in a box, px of the chart. */
export function yOf(value: number, { top, height }: PaneBox, { min, max }: ValueAxis): number {
  return top + height - ((value - min) / (max - min)) * height
}

/** The drawn value of a line at an instant: of the step that holds it; `undefined` where there is none. */
export function valueAt({ column, factor }: Pick<PaneLine, 'column' | 'factor'>, at: EpochMs): number | undefined {
  const step = stepAt(column, at)
  const value = step === undefined ? undefined : column.mean[step]
  return value === undefined || Number.isNaN(value) ? undefined : value * factor
}

/** Stretches in which a line of the pane has no good value, joined, those in view only. */
export function gapsOfPane({ lines }: Pane, stretch: Stretch): Gap[] {
  const all = lines
    .filter((line) => line.isCompared !== true && line.isPlan !== true && line.isBand !== true)
    .flatMap(({ column }) => {
      const [first, end] = placesIn(column, stretch)
      const { from, stepMs, min, mean, max, known } = column
      const part = (values: Float64Array) => values.subarray(first, end)
      return gapsIn({
        from: from + first * stepMs,
        stepMs,
        min: part(min),
        mean: part(mean),
        max: part(max),
        known: known.subarray(first, end),
      })
    })
  return joined(all)
}

/** Stretches in which a value of the pane was stale or suspect for some of the time, joined, those in view only. */
export function notGoodOfPane({ lines }: Pane, stretch: Stretch): Gap[] {
  return joined(lines.flatMap((line) => (line.isCompared === true ? [] : notGoodIn(line.column, stretch))))
}

function joined(spans: readonly Gap[]): Gap[] {
  const whole: Gap[] = []
  for (const gap of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to)
    else whole.push({ ...gap })
  }
  return whole
}
