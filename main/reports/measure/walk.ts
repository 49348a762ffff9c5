import type { EpochMs, Ms } from '../../../domain/units.ts'
import { quarterMs } from '../calendar.ts'
import type { PointStretch, ReportData, Steps } from '../report-data.ts'

/** What held within one step. */
export interface Span {
  at: EpochMs
  /** Time in which a value could be used. */
  usableMs: Ms
  min: number
  max: number
  mean: number
}

const secondMs: Ms = 1_000

/** Visits the steps that have a usable value. */
export function visitSteps({ from, stepMs, min, max, mean, usableMs }: Steps, visit: (span: Span) => void): void {
  for (let i = 0; i < usableMs.length; i++) {
    const ms = usableMs[i] ?? 0
    if (ms > 0) visit({ at: from + i * stepMs, usableMs: ms, min: min[i] ?? 0, max: max[i] ?? 0, mean: mean[i] ?? 0 })
  }
}

/** All of a stretch by quarters of an hour. */
export function quartersOf(data: Pick<ReportData, 'steps'>, stretch: PointStretch): Promise<Steps> {
  return data.steps({ ...stretch, steps: Math.round((stretch.to - stretch.from) / quarterMs) })
}

/**
 * Visits a stretch by quarters of an hour, in order; by seconds where a quarter says too little: `isEven` decides.
 * So a year is walked in few steps and what happens within a quarter is still exact to the second.
 */
export async function walk(
  data: Pick<ReportData, 'steps'>,
  stretch: PointStretch,
  isEven: (quarter: Span) => boolean,
  visit: (span: Span) => void,
): Promise<void> {
  const quarters: Span[] = []
  visitSteps(await quartersOf(data, stretch), (quarter) => quarters.push(quarter))
  for (const quarter of quarters) {
    if (isEven(quarter)) visit(quarter)
    else visitSteps(await secondsOf(data, stretch, quarter.at), visit)
  }
}

/** One quarter of an hour by seconds. */
export function secondsOf(
  data: Pick<ReportData, 'steps'>,
  { assetId, point }: PointStretch,
  at: EpochMs,
): Promise<Steps> {
  return data.steps({ assetId, point, from: at, to: at + quarterMs, steps: quarterMs / secondMs })
}
