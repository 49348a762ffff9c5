import type { EvidenceChart } from '../../../../domain/rpc/health/forecasts.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { valueAxis } from '../../../charts/panes/value-axis.ts'
import type { TrendView } from '../../../charts/trend-option.ts'
import type { ColourName } from '../../../theme/tokens.ts'

/** Columns of values that lie on the same instants, laid out in equal steps; steps without a value are `null`. */
export function equalSteps<K extends string>(
  at: readonly EpochMs[],
  columns: Record<K, readonly (number | null)[]>,
): { from: EpochMs; stepMs: Ms; columns: Record<K, (number | null)[]> } {
  const from = at[0] ?? 0
  const gaps = at.slice(1).map((t, i) => t - (at[i] ?? t))
  const stepMs = Math.max(1, gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1)
  const places = at.map((t) => Math.round((t - from) / stepMs))
  const length = (places.at(-1) ?? -1) + 1
  const spread = (values: readonly (number | null)[]) => {
    const all = Array.from<number | null>({ length }).fill(null)
    places.forEach((place, i) => (all[place] = values[i] ?? null))
    return all
  }
  const names = Object.keys(columns) as K[]
  return {
    from,
    stepMs,
    columns: Object.fromEntries(names.map((name) => [name, spread(columns[name])])) as Record<K, (number | null)[]>,
  }
}

/** A limit is drawn while the chart stays readable: it lies no further from the values than they spread, thrice. */
const farthest = 3

/** A signal with its band as a chart; `isLimitFar` says that its limit lies beyond what is drawn. */
export function evidenceView(
  chart: EvidenceChart,
  look: { colour: ColourName; timeZone: string },
): { view: TrendView; isLimitFar: boolean } {
  const { label, unit, at, value, low, high, limit } = chart
  const { from, stepMs, columns } = equalSteps(at, { value, low, high })
  const known = [...value, ...low, ...high].filter((v) => v !== null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const spread = Math.max(most - least, Math.abs(most) * 0.01, 1e-6)
  const isLimitFar = limit !== null && (limit > most + farthest * spread || limit < least - farthest * spread)
  const drawn = limit !== null && !isLimitFar ? limit : undefined
  const reach = drawn === undefined ? [] : [drawn]
  const ends = valueAxis(Math.min(least, ...reach), Math.max(most, ...reach), { most: 5 })
  return {
    view: {
      series: [{ name: label, colour: look.colour, from, stepMs, values: columns.value }],
      band: { from, stepMs, low: columns.low, high: columns.high },
      limits: drawn === undefined ? [] : [{ name: `limit ${drawn}`, value: drawn }],
      from,
      to: at.at(-1) ?? from + 1,
      timeZone: look.timeZone,
      unit,
      decimals: decimalsFor(spread),
      min: ends.min,
      max: ends.max,
      ...stepOf(ends.ticks),
    },
    isLimitFar,
  }
}

function stepOf([first, second]: readonly number[]): { step?: number } {
  return first === undefined || second === undefined ? {} : { step: second - first }
}

function decimalsFor(spread: number): number {
  return spread >= 20 ? 0 : spread >= 2 ? 1 : spread >= 0.2 ? 2 : 3
}
