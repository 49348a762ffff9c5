import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { createForecasts, type Forecasts } from '../forecast/forecasts.ts'
import { createSiteHistory, quantitiesOf } from '../forecast/site-history.ts'
import { trainInThread } from '../forecast/thread/train-in-thread.ts'
import type { PriceBook } from '../prices/prices.ts'
import type { Stores } from '../stores.ts'

/** Local forecasts from what the historian keeps. */
export function openForecasts(
  { site, clock, log }: { site: SiteConfig; clock: Clock; log: Log },
  { historian }: Pick<Stores, 'historian'>,
  prices: PriceBook,
): Forecasts {
  const history = createSiteHistory({
    site,
    prices,
    async meansOf({ assetId, point, from, until }) {
      const buckets = Math.round((until - from) / 900_000)
      return (await historian.rollUps({ assetId, point, from, to: until, buckets })).mean
    },
    clock,
  })
  return createForecasts({ quantities: quantitiesOf(site), history, train: trainInThread, clock, log })
}
