import type { Clock } from '../../domain/clock.ts'
import { quarterMs, quarterStart } from '../../domain/metering/quarter.ts'
import { qualities } from '../../domain/reading.ts'
import type { ProofSummary } from '../../domain/rpc/dispatch/proof.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { Historian } from '../historian/historian.ts'
import type { Metering } from '../metering/metering.ts'
import type { PriceBook } from '../prices/prices.ts'
import type { ProofDesk } from '../proof/desk.ts'
import { createMoney, type Money } from '../settlement/money/money.ts'

/** Usable in a calculation, as the store codes it. */
const usable = [qualities.indexOf('good'), qualities.indexOf('simulated')]
const ordersAtOnce = 100

/** What the site earned and paid, from metering, prices, hashrates and proofs. */
export function openMoney(
  { site, clock }: { site: SiteConfig; clock: Clock },
  parts: {
    metering: Metering
    historian: Pick<Historian, 'rollUps'>
    prices: Pick<PriceBook, 'priceAt' | 'hashpriceEurPerTHPerDay'>
    proofs: Pick<ProofDesk, 'list'>
  },
): Money {
  const { metering, historian, prices, proofs } = parts
  const points = new Map(metering.points.map(({ id, registers }) => [id, registers]))
  const pause = () => new Promise<void>((resolve) => void clock.after(1, resolve))
  return createMoney({
    assets: site.assets,
    timeZone: site.timeZone,
    registersOf: (assetId) => points.get(assetId) ?? [],
    intervals: metering.intervals,
    onIntervals: metering.onIntervals,
    priceAt: prices.priceAt,
    fees: site.prices && {
      importEurPerMWh: site.prices.importFeeEurPerMWh,
      exportEurPerMWh: site.prices.exportFeeEurPerMWh,
    },
    hashpriceAt: prices.hashpriceEurPerTHPerDay,
    async hashrateTHs(assetId, from, to) {
      const stretch = { from: quarterStart(from), to: quarterStart(to), buckets: to - from }
      const rolled = await historian.rollUps({ assetId, point: 'hashrateTHs', ...stretch })
      // time without a value counts as none mined: a container that is not in contact proves nothing
      const share = (i: number) => usable.reduce((ms, q) => ms + (rolled.qualityMs[q]?.[i] ?? 0), 0) / quarterMs
      return rolled.mean.map((mean, i) => mean * Math.min(1, share(i)))
    },
    orders: async (from, to) => {
      const orders: ProofSummary[] = []
      for (let before: number | null | undefined; before !== null;) {
        const { kept, next } = proofs.list({ from, to, before, limit: ordersAtOnce })
        orders.push(...kept)
        before = next
        await pause()
      }
      return orders
    },
    services: site.controllers.frequencyResponse?.services ?? [],
    pause,
    now: clock.now,
  })
}
