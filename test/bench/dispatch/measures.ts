import type { KW } from '../../../domain/units.ts'

/** True grid power at an instant, seconds of the bench. */
export interface GridRow {
  t: number
  gridKW: KW
}

/** Root of the mean square of the distance from the target, kW. */
export function rmsKW(rows: readonly GridRow[], targetOf: (t: number) => KW): KW {
  const squares = rows.reduce((sum, r) => sum + (r.gridKW - targetOf(r.t)) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, rows.length))
}

/** Root mean square of the changes about their own mean: what a pulsing load still shows at the meter. */
export function unrestKW(rows: readonly GridRow[]): KW {
  const mean = rows.reduce((sum, r) => sum + r.gridKW, 0) / Math.max(1, rows.length)
  return rmsKW(rows, () => mean)
}

/** How a step from one grid power to another went; seconds from the step, shares of its size. */
export interface StepResponse {
  /** From here on within `withinShare` of the new value. */
  settledS: number
  /** First time 90 % is there. */
  ninetyS: number
  /** Furthest beyond the new value, %. */
  overshootPct: number
}

/**
 * Judges the way of the grid power to `targetKW` after a step of `sizeKW`, positive = it has to rise.
 * The rows begin at the step.
 */
export function stepResponse(
  rows: readonly GridRow[],
  { fromS, targetKW, sizeKW, withinShare }: { fromS: number; targetKW: KW; sizeKW: KW; withinShare: number },
): StepResponse {
  const missing = (r: GridRow) => (targetKW - r.gridKW) / sizeKW
  const last = rows.findLast((r) => Math.abs(missing(r)) > withinShare)
  const ninety = rows.find((r) => missing(r) <= 0.1)
  return {
    settledS: last ? last.t - fromS + 0.02 : 0,
    ninetyS: ninety ? ninety.t - fromS : Infinity,
    overshootPct: 100 * Math.max(0, ...rows.map((r) => -missing(r))),
  }
}
