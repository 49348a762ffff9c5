import { type HashAlgorithm, hashAlgorithms, type PricesConfig } from '../../domain/dispatch/price-settings.ts'
import type { EpochMs } from '../../domain/units.ts'
import { quarterMs, quarterOf } from './quarters.ts'
import { openSource, type SourcePlace } from './read/source.ts'
import { createPriceSeries, type PriceSeries, type SeriesNeeds } from './series.ts'

/** An older hashprice counts as unknown, ms: it moves by a tenth in a few days. */
const oldestMs = 7 * 86_400_000

/** What hashprices are made of. */
export interface HashpriceNeeds extends SourcePlace, Pick<SeriesNeeds, 'table' | 'clock' | 'log'> {
  config: Pick<PricesConfig, 'hashprice'>
}

/** What mining earns by algorithm. */
export interface Hashprice {
  /** Those that come from a source. */
  series: readonly PriceSeries[]
  /** EUR/TH/day at an instant, absent = now; `null` when it is not known or too old. */
  at(algorithm: HashAlgorithm, at?: EpochMs): number | null
}

/** What mining earns, fixed or from a source. */
export function createHashprice(needs: HashpriceNeeds): Hashprice {
  const { config, clock } = needs
  const fixed = new Map<HashAlgorithm, number>()
  const series = new Map<HashAlgorithm, PriceSeries>()
  for (const algorithm of hashAlgorithms) {
    const said = config.hashprice[algorithm]
    if (!said) continue
    if ('eurPerTHPerDay' in said) fixed.set(algorithm, said.eurPerTHPerDay)
    else
      series.set(
        algorithm,
        createPriceSeries({ ...needs, id: `hashprice.${algorithm}`, source: openSource(said, needs) }),
      )
  }

  function newest(algorithm: HashAlgorithm, asked: EpochMs): number | null {
    const quarters = series.get(algorithm)?.quarters()
    if (!quarters) return null
    const last = quarterOf(asked)
    for (let at = last; at > last - oldestMs; at -= quarterMs) {
      const price = quarters.get(at)
      if (price !== undefined) return price < 0 ? null : price
    }
    return null
  }

  return {
    series: [...series.values()],
    at: (algorithm, at = clock.now()) => fixed.get(algorithm) ?? newest(algorithm, at),
  }
}
