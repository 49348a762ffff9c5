import { implement } from '@orpc/server'
import { type Forecast, forecastQuantiles, type ForecastQuantity } from '../../../../domain/dispatch/forecast.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const quarterMs = 900_000
const os = implement(contract).forecast

/** Shape over the hour of the day, and half the width of the middle half of the band. */
const shapes = {
  price: {
    at: (hour: number) => 55 + 38 * Math.sin(((hour - 13) / 12) * Math.PI) + (hour > 17 && hour < 21 ? 60 : 0),
    spread: 9,
  },
  load: { at: (hour: number) => (hour > 6 && hour < 22 ? -2_900 : -1_400), spread: 160 },
  'pv:pv': { at: (hour: number) => Math.max(0, 3_100 * Math.sin(((hour - 6) / 12) * Math.PI)), spread: 260 },
  'wind:wind': { at: (hour: number) => 1_500 + 700 * Math.cos((hour / 24) * 2 * Math.PI), spread: 420 },
}

/** Stands for forecasts and prices: shapes of a day, known prices until midnight of the next one. */
export function createDemoForecast({ now }: { now: () => EpochMs }) {
  return {
    get: os.get.handler(({ input }) => {
      const from = Math.floor(now() / quarterMs) * quarterMs
      const edges = Array.from({ length: input.hours * 4 + 1 }, (_, i) => from + i * quarterMs)
      const hours = edges.slice(1).map((at) => ((at / 3_600_000) % 24) + 1)
      const forecasts = Object.entries(shapes).map(([quantity, { at, spread }]): Forecast => ({
        quantity: quantity as ForecastQuantity,
        madeAt: from,
        model: 'regression trees',
        edges,
        quantiles: forecastQuantiles.map((q) => hours.map((hour, i) => at(hour) + (q - 0.5) * spread * (2 + i / 48))),
        expected: hours.map(at),
        historyDays: 90,
        note: '',
        accuracy: [accuracy('regression trees', spread), accuracy('yesterday', 2 * spread)],
      }))
      const known = hours.slice(0, 96).map((hour) => shapes.price.at(hour))
      return {
        prices: {
          edges: edges.slice(0, known.length + 1),
          importEurPerMWh: known.map((price) => price + 18),
          exportEurPerMWh: known.map((price) => price - 2),
          knownUntil: edges[known.length] ?? null,
          source: 'market.example',
          fetchedAt: from,
          state: 'good' as const,
          detail: '',
        },
        forecasts,
      }
    }),
  }
}

function accuracy(model: string, spread: number): Forecast['accuracy'][number] {
  const byHorizon = [1, 4, 12, 24, 48].map((hours) => ({
    horizonMs: hours * 3_600_000,
    count: 400,
    mae: spread * (0.5 + hours / 48),
    pinball: spread * (0.2 + hours / 120),
    coverageRatio: 0.9,
  }))
  return { model, byHorizon }
}
