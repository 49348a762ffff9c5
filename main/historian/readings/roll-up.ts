import { qualities } from '../../../domain/reading.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Samples } from './samples.ts'

/**
 * A series in equal steps, as columns: the n-th step begins at `from + n * stepMs`. A value holds until the next one,
 * at most as long as its point's values may; times are those for which a value held. `min`, `max` and `mean` are NaN
 * for a step without a usable value; `mean` is weighted by time.
 */
export interface RollUps {
  from: EpochMs
  stepMs: Ms
  /** Samples that came within the step. */
  count: Float64Array
  min: Float64Array
  max: Float64Array
  mean: Float64Array
  /** Time in each quality, ms, in the order of `qualities`; what is missing to the step is a gap. */
  qualityMs: Float64Array[]
}

/** The value before the first sample, still holding. */
export interface Carry {
  at: EpochMs
  /** NaN when there was none. */
  value: number
  quality: number
}

const [good, simulated] = [qualities.indexOf('good'), qualities.indexOf('simulated')]

/** Steps in which nothing is known yet. */
export function emptyRollUps(from: EpochMs, stepMs: Ms, steps: number): RollUps {
  const column = (value: number) => new Float64Array(steps).fill(value)
  const qualityMs = qualities.map(() => column(0))
  const nothing = Number.NaN
  return {
    from,
    stepMs,
    count: column(0),
    min: column(nothing),
    max: column(nothing),
    mean: column(nothing),
    qualityMs,
  }
}

/** Time of a step in which its value could be used, ms. */
export function usableMs({ qualityMs }: RollUps, step: number): Ms {
  return (qualityMs[good]?.[step] ?? 0) + (qualityMs[simulated]?.[step] ?? 0)
}

/** Adds what holds from one instant to another, with `value` between `min` and `max`. */
export function spread(into: RollUps, from: EpochMs, to: EpochMs, what: Omit<Carry, 'at'>): void {
  const { stepMs, count } = into
  const first = Math.max(0, Math.floor((from - into.from) / stepMs))
  const last = Math.min(count.length - 1, Math.ceil((to - into.from) / stepMs) - 1)
  const isUsable = !Number.isNaN(what.value) && (what.quality === good || what.quality === simulated)
  for (let step = first; step <= last; step++) {
    const begin = into.from + step * stepMs
    const ms = Math.min(to, begin + stepMs) - Math.max(from, begin)
    if (ms <= 0) continue
    if (isUsable) addValue(into, step, what.value, ms)
    const inQuality = into.qualityMs[what.quality]
    if (inQuality) inQuality[step] = (inQuality[step] ?? 0) + ms
  }
}

function addValue(into: RollUps, step: number, value: number, ms: Ms): void {
  const { min, max, mean } = into
  const heldMs = usableMs(into, step)
  if (heldMs === 0) min[step] = max[step] = mean[step] = value
  else {
    if (value < (min[step] ?? Infinity)) min[step] = value
    if (value > (max[step] ?? -Infinity)) max[step] = value
    mean[step] = (mean[step] ?? 0) + ((value - (mean[step] ?? 0)) * ms) / (heldMs + ms)
  }
}

/** What samples become part of a roll-up, and how long each holds. */
export interface RollUpTask {
  carry: Carry | undefined
  holdMs: Ms
  /** Nothing counts before this instant, though what was carried in may be older. */
  from: EpochMs
  /** Nothing holds beyond this instant: the end of what was recorded. */
  end: EpochMs
}

/** Adds samples in order of time; gives the last of them, or what was carried in. */
export function addSamples(
  into: RollUps,
  samples: Samples,
  { carry, holdMs, from, end }: RollUpTask,
): Carry | undefined {
  const hold = (held: Carry, until: EpochMs) =>
    spread(into, Math.max(from, held.at), Math.min(until, end, held.at + holdMs), held)
  let held = carry
  const { at, value, quality } = samples
  const steps = into.count.length
  for (let i = 0; i < at.length; i++) {
    const instant = at[i] ?? 0
    if (held) hold(held, instant)
    held = { at: instant, value: value[i] ?? Number.NaN, quality: quality[i] ?? 0 }
    const step = Math.floor((instant - into.from) / into.stepMs)
    if (step >= 0 && step < steps) into.count[step] = (into.count[step] ?? 0) + 1
  }
  if (held) hold(held, end)
  return held
}

/** Adds steps of a finer roll-up; one that lies across a border counts in both by its time. */
export function addRollUps(into: RollUps, finer: RollUps): void {
  for (let i = 0; i < finer.count.length; i++) {
    const begin = finer.from + i * finer.stepMs
    const first = Math.max(0, Math.floor((begin - into.from) / into.stepMs))
    const last = Math.min(into.count.length - 1, Math.ceil((begin + finer.stepMs - into.from) / into.stepMs) - 1)
    for (let step = first; step <= last; step++) {
      const stepBegin = into.from + step * into.stepMs
      const ms = Math.min(begin + finer.stepMs, stepBegin + into.stepMs) - Math.max(begin, stepBegin)
      if (ms > 0) addStep(into, step, finer, i, ms / finer.stepMs)
    }
  }
}

function addStep(into: RollUps, step: number, finer: RollUps, i: number, share: number): void {
  const { count, min, max, mean, qualityMs } = into
  const heldMs = usableMs(into, step)
  const moreMs = usableMs(finer, i) * share
  if (moreMs > 0) {
    const [low, high, middle] = [finer.min[i] ?? 0, finer.max[i] ?? 0, finer.mean[i] ?? 0]
    min[step] = heldMs > 0 ? Math.min(min[step] ?? low, low) : low
    max[step] = heldMs > 0 ? Math.max(max[step] ?? high, high) : high
    mean[step] = heldMs > 0 ? ((mean[step] ?? 0) * heldMs + middle * moreMs) / (heldMs + moreMs) : middle
  }
  count[step] = (count[step] ?? 0) + (finer.count[i] ?? 0) * share
  qualityMs.forEach(
    (column, quality) => (column[step] = (column[step] ?? 0) + (finer.qualityMs[quality]?.[i] ?? 0) * share),
  )
}
