import type { Trend } from '../../../../domain/rpc/history.ts'
import type { EpochMs, KW, KWh } from '../../../../domain/units.ts'
import { formatClock } from '../../../format/time.ts'

/** A power and when it was. */
export interface Extreme {
  powerKW: KW
  at: EpochMs
}

/** The last midnight at the site, to the second; off by the shift on the day the clocks change. */
export function dayStart(now: EpochMs, timeZone: string): EpochMs {
  const [h = 0, m = 0, s = 0] = formatClock(now, timeZone).split(':').map(Number)
  return Math.floor(now / 1_000) * 1_000 - (h * 3_600 + m * 60 + s) * 1_000
}

/** Highest and lowest value of a trend; `undefined` where nothing is stored. */
export function extremes(trend: Trend): { high: Extreme | undefined; low: Extreme | undefined } {
  return { high: pick(trend, trend.max, (a, b) => a > b), low: pick(trend, trend.min, (a, b) => a < b) }
}

function pick(trend: Trend, values: readonly (number | null)[], isBetter: (a: number, b: number) => boolean) {
  let best: Extreme | undefined
  for (const [i, value] of values.entries())
    if (value !== null && (!best || isBetter(value, best.powerKW)))
      best = { powerKW: value, at: trend.from + i * trend.stepMs }
  return best
}

/** What a rising counter has counted over a trend; `undefined` with nothing stored. */
export function counted(trend: Trend): KWh | undefined {
  const first = trend.min.find((v) => v !== null)
  const last = trend.max.findLast((v) => v !== null)
  return first === undefined || first === null || last === undefined || last === null
    ? undefined
    : Math.max(0, last - first)
}
