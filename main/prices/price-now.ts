import type { Clock } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { PriceBook } from './prices.ts'

/** Prices that hold now, fees included, with the begin of their quarter of an hour. */
export interface PriceNow {
  importEurPerMWh: number
  exportEurPerMWh: number
  at: EpochMs
}

/** The control loop asks five times a second; the book is asked no more often than this. */
const freshMs: Ms = 5_000

/** Gives the prices of the moment; `undefined` while they may not be acted upon. */
export function createPriceNow(prices: Pick<PriceBook, 'now'>, clock: Clock): () => PriceNow | undefined {
  let known: { askedMs: Ms; price: PriceNow | undefined } | undefined
  return () => {
    const nowMs = clock.monotonicMs()
    if (!known || nowMs - known.askedMs >= freshMs) known = { askedMs: nowMs, price: ask(prices) }
    return known.price
  }
}

function ask(prices: Pick<PriceBook, 'now'>): PriceNow | undefined {
  const { state, edges, importEurPerMWh, exportEurPerMWh } = prices.now()
  const [at, importPrice, exportPrice] = [edges[0], importEurPerMWh[0], exportEurPerMWh[0]]
  if (state !== 'good' || at === undefined || typeof importPrice !== 'number' || typeof exportPrice !== 'number')
    return undefined
  return { importEurPerMWh: importPrice, exportEurPerMWh: exportPrice, at }
}
