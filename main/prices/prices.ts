import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Prices, PriceState } from '../../domain/dispatch/forecast.ts'
import type { HashAlgorithm, PricesConfig, PriceSource } from '../../domain/dispatch/price-settings.ts'
import type { EpochMs } from '../../domain/units.ts'
import { conditionsOf } from './conditions.ts'
import { createHashprice } from './hashprice.ts'
import { quarterMs, quarterOf, type Quarters } from './quarters.ts'
import { openSource, type SourcePlace } from './read/source.ts'
import { createPriceSeries, knownUntil, type PriceSeries, type SeriesNeeds } from './series.ts'

/** Energy prices and hashprices of a site. */
export interface PriceBook {
  /** Prices from the present quarter on, as far as they are known. */
  now(): Prices
  /** Price energy was or will be paid at, EUR/MWh without fees; `null` when it is not known. */
  priceAt(at: EpochMs): number | null
  /** Prices paid, for models to learn from, and those published beforehand where energy is paid at others. */
  paid(): Quarters
  publishedBefore(): Quarters
  /** What an algorithm earns at an instant, absent = now, EUR/TH/day; `null` when it is not known or too old. */
  hashpriceEurPerTHPerDay(algorithm: HashAlgorithm, at?: EpochMs): number | null
  /** What a person must know of the sources. */
  conditions(): AlarmCondition[]
  start(): void
  stop(): Promise<void>
}

/** What prices are made of. */
export interface PriceBookNeeds extends SourcePlace, Pick<SeriesNeeds, 'table' | 'clock' | 'log'> {
  config: PricesConfig & { energy: PriceSource }
}

/** A price paid in real time comes late: so old may the newest be. */
const realTimeMs = 3_600_000

/** Prices by the section `prices` of a site file. */
export function createPriceBook(needs: PriceBookNeeds): PriceBook {
  const { config, clock } = needs
  const { plausible } = config
  const seriesOf = (id: string, source: PriceSource) =>
    createPriceSeries({ ...needs, id, source: openSource(source, needs), plausible })
  const energy = seriesOf('energy', config.energy)
  const dayAhead = config.dayAhead && seriesOf('dayAhead', config.dayAhead)
  const hash = createHashprice(needs)
  const all: readonly PriceSeries[] = [energy, ...(dayAhead ? [dayAhead] : []), ...hash.series]
  const source = openSource(config.energy, needs).name

  function stateNow(now: EpochMs): { state: PriceState; detail: string } {
    const { kind, detail } = energy.trouble()
    if (kind === 'implausible') return { state: 'implausible', detail }
    if (energy.quarters().size === 0) return { state: 'missing', detail: detail || 'no price has come yet' }
    const newest = dayAhead ? now - realTimeMs : now
    if (isKnownSince(energy.quarters(), newest, now)) return { state: 'good', detail: '' }
    return { state: 'stale', detail: detail || `${source} gave no price for the present quarter of an hour` }
  }

  return {
    now() {
      const now = clock.now()
      return {
        ...columns(energy.quarters(), quarterOf(now), config),
        source,
        fetchedAt: energy.fetchedAt(),
        ...stateNow(now),
      }
    },
    priceAt: (at) => energy.quarters().get(quarterOf(at)) ?? null,
    paid: energy.quarters,
    publishedBefore: () => dayAhead?.quarters() ?? new Map(),
    hashpriceEurPerTHPerDay: hash.at,
    conditions: () => conditionsOf({ series: all, ...stateNow(clock.now()) }),
    start() {
      for (const series of all) series.start()
    },
    async stop() {
      await Promise.all(all.map((series) => series.stop()))
    },
  }
}

function isKnownSince(quarters: Quarters, from: EpochMs, to: EpochMs): boolean {
  for (let quarter = quarterOf(from); quarter <= to; quarter += quarterMs) if (quarters.has(quarter)) return true
  return false
}

/** What is known from a quarter on, up to the first gap. */
function columns(quarters: Quarters, from: EpochMs, { importFeeEurPerMWh, exportFeeEurPerMWh }: PricesConfig) {
  const until = knownUntil(quarters, from)
  const edges: EpochMs[] = [from]
  const prices: number[] = []
  for (let at = from; at < (until ?? from); at += quarterMs) {
    prices.push(quarters.get(at) ?? 0)
    edges.push(at + quarterMs)
  }
  return {
    edges,
    importEurPerMWh: prices.map((price) => price + importFeeEurPerMWh),
    exportEurPerMWh: prices.map((price) => price - exportFeeEurPerMWh),
    knownUntil: until,
  }
}
