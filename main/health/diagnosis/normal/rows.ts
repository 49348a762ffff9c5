import { type PointName, pointSpec } from '../../../../domain/points.ts'
import { stepMs } from '../../history.ts'
import type { Driver, Form, NormalSpec } from './drivers.ts'
import { quantile } from '../../statistics.ts'

/** Means by step of what an asset delivers, all of equal length; a point it lacks is absent. */
export type Columns = ReadonlyMap<PointName, Float64Array>

/** Heat of machines settles in about so many hours. */
const slowH = 3
/** So many steps before a window belong to what is `slow` in it. */
export const leadSteps = 24

/** The quietest hours of a day: that share of it; judged when so many steps are known. */
const quiet = { share: 0.1, leastSteps: 48 }

/** The drivers that an asset delivers. */
export function driversOf({ by }: NormalSpec, columns: Columns): readonly Driver[] {
  return by.filter(({ point }) => columns.has(point))
}

/**
 * Rows of drivers and, last, the value they explain, for steps [from, to) in which all are known and the asset is in a
 * state that can be judged; one after another.
 */
export function rowsOf(
  { point, spec, drivers, usual }: { point: PointName; spec: NormalSpec; drivers: readonly Driver[]; usual: number },
  columns: Columns,
  from: number,
  to: number,
): Float64Array {
  if (spec.as === 'quiet') return quietest(columns.get(point), from, to)
  const measured = valuesOf(columns.get(point), spec.as === 'rate', pointSpec(point).counter === true)
  const base = spec.over && columns.get(spec.over)
  const raised = base ? (step: number) => measured(step) - (base[step] ?? Number.NaN) : measured
  const value = spec.as === 'ratio' ? (step: number) => logOf(raised(step)) : raised
  const parts = drivers.map(({ point: driver, form }) => {
    const part = formed(columns.get(driver), form, from)
    return (step: number) => entered(spec, driver, part(step))
  })
  const isJudged = judgeOf(spec, columns, usual)
  const rows: number[] = []
  for (let step = from; step < to; step++) {
    const target = value(step)
    if (Number.isNaN(target) || !isJudged(step)) continue
    const row = parts.map((part) => part(step))
    if (!row.some(Number.isNaN)) rows.push(...row, target)
  }
  return Float64Array.from(rows)
}

/** A driver as it enters the model of a signal. */
function entered({ as }: NormalSpec, driver: PointName, value: number): number {
  return as === 'ratio' && pointSpec(driver).unit !== '°C' ? logOf(value) : value
}

/** Logarithm of a size; NaN of nothing. */
function logOf(value: number): number {
  return value === 0 ? Number.NaN : Math.log(Math.abs(value))
}

/** At rest: less than this share of the largest that was seen. */
const restShare = 0.01

function judgeOf(
  { while: state, atRest = [] }: NormalSpec,
  columns: Columns,
  usual: number,
): (step: number) => boolean {
  const column = state && columns.get(state.point)
  const of = state?.of === undefined ? undefined : columns.get(state.of)
  const works = (step: number): boolean => {
    if (!state) return true
    const size = of ? Math.max(1e-6, of[step] ?? Number.NaN) : usual
    return Math.abs(column?.[step] ?? Number.NaN) > state.beyond * size
  }
  const still = atRest.flatMap((point) => columns.get(point) ?? [])
  const rests = (step: number): boolean => still.every((moves) => Math.abs(moves[step] ?? 0) <= restShare * usual)
  const isJudged = (step: number): boolean => works(step) && rests(step)
  // a mean over a start or a stop is neither the one nor the other
  return state || atRest.length > 0
    ? (step) =>
        isJudged(step - 1) &&
        isJudged(step) &&
        (of ? true : isJudged(step + 1) || Number.isNaN(column?.[step + 1] ?? Number.NaN))
    : () => true
}

/** One row: the power in the quietest hours, when least is drawn. */
function quietest(column: Float64Array | undefined, from: number, to: number): Float64Array {
  const known = column?.subarray(from, to).filter((value) => !Number.isNaN(value)) ?? new Float64Array()
  return known.length < quiet.leastSteps ? new Float64Array() : Float64Array.of(quantile(known, 1 - quiet.share))
}

function valuesOf(column: Float64Array | undefined, isRate: boolean, isCounter: boolean): (step: number) => number {
  const level = (step: number) => column?.[step] ?? Number.NaN
  if (!isRate) return level
  return (step) => {
    const change = level(step) - level(step - 1)
    // a counter that starts again says nothing of that step
    return isCounter && change < 0 ? Number.NaN : (change * 3_600_000) / stepMs
  }
}

function formed(column: Float64Array | undefined, form: Form, from: number): (step: number) => number {
  const level = (step: number) => column?.[step] ?? Number.NaN
  if (form === 'plain') return level
  if (form === 'square') return (step) => level(step) ** 2
  const power = form === 'slow' ? 1 : 2
  const settled = settledOf(column, power, from)
  return (step) => settled[step - Math.max(0, from - leadSteps)] ?? Number.NaN
}

/** The mean over the last hours, later ones more; what is missing leaves it as it is. */
function settledOf(column: Float64Array | undefined, power: number, from: number): Float64Array {
  const first = Math.max(0, from - leadSteps)
  const share = 1 - Math.exp(-stepMs / (slowH * 3_600_000))
  const settled = new Float64Array((column?.length ?? 0) - first)
  let now = Number.NaN
  for (let i = 0; i < settled.length; i++) {
    const value = (column?.[first + i] ?? Number.NaN) ** power
    if (!Number.isNaN(value)) now = Number.isNaN(now) ? value : now + share * (value - now)
    settled[i] = now
  }
  return settled
}
