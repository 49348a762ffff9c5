import { type ForecastAccuracy, forecastQuantiles } from '../../../domain/dispatch/forecast.ts'
import type { Miss } from './bands.ts'
import { quarterMs } from './calendar.ts'

/** Ends of the times ahead that accuracy is told for, steps: an hour, 4, 12, 24 and 48 hours. */
const horizons = [4, 16, 48, 96, 192] as const

/** A foreseen value with its quantiles and what came. */
export interface Judged extends Miss {
  quantiles: readonly number[]
}

/** Errors by time ahead; horizons without any comparison are left out. */
export function accuracyOf(judged: readonly Judged[]): ForecastAccuracy[] {
  return horizons.flatMap((until, i) => {
    const from = horizons[i - 1] ?? 0
    const own = judged.filter(({ issue, target }) => target - issue > from && target - issue <= until)
    if (own.length === 0) return []
    const mean = (of: (it: Judged) => number) => own.reduce((sum, it) => sum + of(it), 0) / own.length
    return [
      {
        horizonMs: until * quarterMs,
        count: own.length,
        mae: mean(({ came, quantiles }) => Math.abs(came - (quantiles[2] ?? 0))),
        pinball: mean(pinballLoss),
        coverageRatio: mean(({ came, quantiles }) =>
          came >= (quantiles[0] ?? 0) && came <= (quantiles[4] ?? 0) ? 1 : 0,
        ),
      },
    ]
  })
}

/** Mean quantile loss: an error counts by how unlikely the quantile says it is (Koenker and Bassett 1978). */
export function pinballLoss({ came, quantiles }: Pick<Judged, 'came' | 'quantiles'>): number {
  const losses = forecastQuantiles.map((q, i) => {
    const over = came - (quantiles[i] ?? 0)
    return over >= 0 ? q * over : (q - 1) * over
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}
