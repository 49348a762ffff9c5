import type { EpochMs } from '../../../domain/units.ts'
import type { PlanConfig } from '../../../domain/dispatch/plan-settings.ts'

const quarterMs = 900_000
/** A rest of a quarter shorter than this belongs to the next step. */
const leastMs = 30_000

/** Steps of a plan made now: what is left of this quarter, quarters, then hours. The count of steps is always the same. */
export function planEdges(now: EpochMs, { horizonHours, hourlyBeyondHours }: PlanConfig): EpochMs[] {
  const first = Math.floor((now + leastMs) / quarterMs + 1) * quarterMs
  const quarters = Array.from({ length: horizonHours * 4 }, (_, k) => first + k * quarterMs)
  const last = quarters.at(-1) ?? first
  const hours = Array.from({ length: hourlyBeyondHours }, (_, k) => last + (k + 1) * 4 * quarterMs)
  return [now, ...quarters, ...hours]
}

/** Mean over [from, until) of a series that holds its values between `edges`; `undefined` where it has none. */
export function meanBetween(
  edges: readonly EpochMs[],
  values: readonly (number | null)[],
  from: EpochMs,
  until: EpochMs,
): number | undefined {
  let [sum, coveredMs] = [0, 0]
  for (const [k, value] of values.entries()) {
    const overlapMs = Math.min(edges[k + 1] ?? 0, until) - Math.max(edges[k] ?? Infinity, from)
    if (overlapMs <= 0 || value === null) continue
    sum += value * overlapMs
    coveredMs += overlapMs
  }
  return coveredMs > 0 ? sum / coveredMs : undefined
}
