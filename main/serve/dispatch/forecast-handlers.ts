import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

const quarterMs = 900_000

/** Handlers of prices and forecasts. */
export function forecastHandlers(base: Guarded, { outlook, now }: Pick<ServedSite, 'outlook' | 'now'>) {
  return {
    get: base.forecast.get.handler(({ input }) => {
      const from = Math.floor(now() / quarterMs) * quarterMs
      const edges = Array.from({ length: input.hours * 4 + 1 }, (_, quarter) => from + quarter * quarterMs)
      return {
        prices: outlook.prices(),
        forecasts: outlook.quantities().flatMap((quantity) => outlook.forecastFor(quantity, edges) ?? []),
      }
    }),
  }
}
