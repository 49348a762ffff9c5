import type { EpochMs, KWh } from '../../../domain/units.ts'
import { quarterMs } from '../calendar.ts'
import type { PointStretch, ReportData } from '../report-data.ts'
import { quartersOf, secondsOf, type Span, visitSteps } from './walk.ts'

/** What a counter rose by. */
export interface CounterRise {
  kWh: KWh
  /** Between which instants it was read; within a quarter of an hour. */
  from: EpochMs
  to: EpochMs
  /** How often it began again from a lower value. What passed just before is in no reading and not counted. */
  restarts: number
}

/**
 * Rise of a counter from its first to its last reading in the stretch; `undefined` without one. It bridges gaps, as a
 * counter goes on while nobody reads it.
 */
export async function counterRise(
  data: Pick<ReportData, 'steps'>,
  stretch: PointStretch,
): Promise<CounterRise | undefined> {
  const quarters: Span[] = []
  visitSteps(await quartersOf(data, stretch), (quarter) => quarters.push(quarter))
  const [first, last] = [quarters[0], quarters.at(-1)]
  if (!first || !last) return undefined
  const rise = createRise(first.min)
  for (const [i, quarter] of quarters.entries())
    if (isTorn(quarters, i)) visitSteps(await secondsOf(data, stretch, quarter.at), ({ mean }) => rise.take(mean))
    else {
      rise.take(quarter.min)
      rise.take(quarter.max)
    }
  return { ...rise.sum(), from: first.at, to: Math.min(stretch.to, last.at + quarterMs) }
}

/** Whether a counter may have begun again within a quarter: it, or the next one, goes lower than the one before. */
function isTorn(quarters: readonly Span[], i: number): boolean {
  const falls = (k: number) => (quarters[k]?.min ?? Infinity) < (quarters[k - 1]?.max ?? -Infinity)
  return falls(i) || falls(i + 1)
}

function createRise(first: number) {
  let [kWh, before, restarts] = [0, first, 0]
  let isFalling = false
  return {
    take(value: number) {
      if (value < before && !isFalling) restarts += 1
      isFalling = value < before
      if (!isFalling) kWh += value - before
      before = value
    },
    sum: () => ({ kWh, restarts }),
  }
}
