import type { Trend } from '../../domain/rpc/history.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ColourName } from '../theme/tokens.ts'

/** One line of a trend: equal steps, `null` where nothing good was stored. */
export interface TrendSeries {
  name: string
  colour: ColourName
  from: EpochMs
  stepMs: number
  values: readonly (number | null)[]
  /** `solid` for what was, `dashed` for what is meant, `step` for setpoints that hold until the next. */
  line?: 'solid' | 'dashed' | 'step'
  /** Tint between the line and zero. */
  isFilled?: boolean
}

/** Lower and upper end of what was to be expected, in equal steps; `null` where nothing is known. */
export interface TrendBand {
  from: EpochMs
  stepMs: number
  low: readonly (number | null)[]
  high: readonly (number | null)[]
}

/** A span without good values, [from, to). */
export interface Gap {
  from: EpochMs
  to: EpochMs
}

/** The mean column of a trend as a series; `turn` maps each value, e.g. a load's sign. */
export function seriesOf(
  trend: Trend,
  look: Pick<TrendSeries, 'name' | 'colour' | 'line' | 'isFilled'>,
  turn: (value: number) => number = (v) => v,
): TrendSeries {
  return {
    ...look,
    from: trend.from,
    stepMs: trend.stepMs,
    values: trend.mean.map((v) => (v === null ? null : turn(v))),
  }
}

/** Series as one flat typed column of instant, value, instant, value; a missing value is NaN, which breaks the line. */
export function flatColumn({ from, stepMs, values }: Pick<TrendSeries, 'from' | 'stepMs' | 'values'>): Float64Array {
  const flat = new Float64Array(values.length * 2)
  for (const [i, value] of values.entries()) {
    flat[i * 2] = from + i * stepMs
    flat[i * 2 + 1] = value ?? Number.NaN
  }
  return flat
}

/** Spans inside a series that hold no value; what lies before its first and after its last value counts too. */
export function gapsOf({ from, stepMs, values }: TrendSeries): Gap[] {
  const gaps: Gap[] = []
  let start: number | undefined
  for (let i = 0; i <= values.length; i++) {
    const isMissing = i < values.length && values[i] === null
    if (isMissing) start ??= i
    else if (start !== undefined) {
      gaps.push({ from: from + start * stepMs, to: from + i * stepMs })
      start = undefined
    }
  }
  return gaps
}

/** Step by step sum of equal series; a step where one of them is missing is missing. */
export function sumValues(columns: readonly (readonly (number | null)[])[]): (number | null)[] {
  const length = Math.max(0, ...columns.map((c) => c.length))
  return Array.from({ length }, (_, i) => {
    let sum = 0
    for (const column of columns) {
      const value = column[i]
      if (value === null || value === undefined) return null
      sum += value
    }
    return sum
  })
}
