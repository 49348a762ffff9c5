import type { Clock } from '../../domain/clock.ts'
import type { EpochMs } from '../../domain/units.ts'
import { daysAfter, localDay, localMinute, startOfDay } from '../reports/calendar.ts'
import { conditionsOf } from './conditions.ts'
import type { Hashprice } from './hashprice.ts'
import type { PriceBook } from './prices.ts'
import { quarterMs, quarterOf, type Quarters } from './quarters.ts'

/** From this time of the day on the prices of the next day are out, as day-ahead markets have it. */
const publishedAt = '13:00'

/** Prices from the profile of a site file, such as the simulated year: known as far as a day-ahead market publishes. */
export function createProfilePrices({
  priceAt,
  timeZone,
  hash,
  clock,
}: {
  /** EUR/MWh; `null` where the profile knows none. */
  priceAt(at: EpochMs): number | null
  timeZone: string
  hash?: Hashprice | undefined
  clock: Clock
}): PriceBook {
  const series = hash?.series ?? []
  const paid: Quarters = new Map()
  const knownEnd = (now: EpochMs) => {
    const days = localMinute(now, timeZone).slice(11) >= publishedAt ? 2 : 1
    return startOfDay(daysAfter(localDay(now, timeZone), days), timeZone)
  }
  return {
    now() {
      const now = clock.now()
      const edges = [quarterOf(now)]
      const prices: number[] = []
      for (let at = quarterOf(now); at < knownEnd(now); at += quarterMs) {
        const price = priceAt(Math.max(at, now))
        if (price === null) break
        prices.push(price)
        edges.push(at + quarterMs)
      }
      const isKnown = prices.length > 0
      return {
        edges,
        importEurPerMWh: prices,
        exportEurPerMWh: prices,
        knownUntil: isKnown ? (edges.at(-1) ?? null) : null,
        source: 'profile',
        fetchedAt: now,
        state: isKnown ? 'good' : 'missing',
        detail: isKnown ? '' : 'the profile has no price for now',
      }
    },
    priceAt,
    paid() {
      const now = clock.now()
      const price = priceAt(now)
      if (price !== null) paid.set(quarterOf(now), price)
      return paid
    },
    publishedBefore: () => new Map(),
    hashpriceEurPerTHPerDay: (algorithm, at) => hash?.at(algorithm, at) ?? null,
    conditions: () => conditionsOf({ series, state: 'good', detail: '' }),
    start() {
      for (const one of series) one.start()
    },
    async stop() {
      await Promise.all(series.map((one) => one.stop()))
    },
  }
}
