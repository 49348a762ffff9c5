import { priceShape } from '../../../main/forecast/price/price-shape.ts'
import type { TradedStorage } from '../../../main/forecast/worth/storage-worth.ts'
import type { Figure } from '../figure.ts'
import { alwaysOn, dayAheadChoice, foresightUnit, productChoice, runUnit } from './containers.ts'
import { type MarketYear, marketYear } from './market-data.ts'
import { changedByTheFuture } from './scramble.ts'
import {
  clockRule,
  foresightRule,
  type Foreseen,
  type Mode,
  productRule,
  rankRule,
  run,
  type Span,
  type StorageRule,
  thresholdRule,
  view,
} from './storage.ts'
import { historyOf, steps, walk } from './walk.ts'

const battery: TradedStorage = { powerKW: 1_000, energyKWh: 2_000, oneWayRatio: 0.95, lossPerHour: 0, wearEurPerMWh: 4 }
const flywheel: TradedStorage = {
  powerKW: 2_000,
  energyKWh: 700,
  oneWayRatio: 0.96,
  lossPerHour: 0.01,
  wearEurPerMWh: 0.5,
}
const efficiencies = [20, 25, 30, 38]
const modes: readonly Mode[] = ['U', 'K']
const modeWords = { U: 'price unknown', K: 'price known' }

/**
 * Value over all local days of 2024 in ERCOT's market, own forecasts only: everything is settled at the real-time price
 * of the quarter, day-ahead prices are known from noon of the day before. `U`: the price of a quarter is not known when
 * its power is chosen; `K`: it is. Shares are of perfect foresight. Errors: the data is not there.
 */
export function valueFigures(): Figure[] {
  const year = marketYear()
  const span = { from: 24, until: year.paid.length }
  const foreseen = walk(year)
  const flat = dayAheadOnly(year)
  const storage = storageShares(year, span, { foreseen, flat })
  const mining = miningShares(year, span, foreseen)
  return [...storage.figures, ...mining.figures, ...hybridFigures(storage, mining), ...futureFigures(year, foreseen)]
}

/** What is expected when day-ahead prices are all that is believed. */
function dayAheadOnly(year: MarketYear): Foreseen {
  const shape = priceShape(historyOf(year))
  return Array.from(year.paid, (_, issue) =>
    Float64Array.from({ length: steps }, (_step, i) => shape.base(issue, issue + 1 + i)),
  )
}

interface Takings {
  /** By mode, $. */
  product: Record<Mode, number>
  foresight: number
}

function storageShares(year: MarketYear, span: Span, { foreseen, flat }: { foreseen: Foreseen; flat: Foreseen }) {
  const { paid, published } = year
  const total = (storage: TradedStorage, rule: StorageRule, over = span) => sum(run(storage, paid, rule, over))
  const both = (storage: TradedStorage, rows: Foreseen, over = span) => ({
    U: total(storage, productRule(storage, paid, rows, 'U'), over),
    K: total(storage, productRule(storage, paid, rows, 'K'), over),
  })
  const best = total(battery, foresightRule(battery, paid, span))
  const own = both(battery, foreseen)
  const dayAhead = both(battery, flat)
  const later = { from: 31 * 96, until: span.until }
  const lateBest = total(battery, foresightRule(battery, paid, later), later)
  const late = both(battery, foreseen, later)
  const wheel: Takings = {
    product: both(flywheel, foreseen),
    foresight: total(flywheel, foresightRule(flywheel, paid, span)),
  }
  const naive = {
    clock: clockRule(battery),
    'last price against quantiles': thresholdRule(battery, paid),
    'day-ahead rank': rankRule(battery, published),
  }
  const figures = [
    atLeast('battery alone, price unknown', own.U / best, 0.75),
    atLeast('battery alone, price known', own.K / best, 0.8),
    ...modes.map((mode) =>
      atLeast(`battery alone above day-ahead only, ${modeWords[mode]}`, (own[mode] - dayAhead[mode]) / best, 0.03),
    ),
    ...modes.map((mode) => beside(`battery, day-ahead only, ${modeWords[mode]}`, dayAhead[mode] / best)),
    ...modes.map((mode) => beside(`battery alone from February on, ${modeWords[mode]}`, late[mode] / lateBest)),
    ...Object.entries(naive).map(([name, rule]) => beside(`battery, ${name}`, total(battery, rule) / best)),
    ...modes.map((mode) => beside(`flywheel alone, ${modeWords[mode]}`, wheel.product[mode] / wheel.foresight)),
  ]
  return { figures, all: [{ product: own, foresight: best }, wheel] }
}

function miningShares({ paid, published, hashprice }: MarketYear, span: Span, foreseen: Foreseen) {
  const units = efficiencies.map((joulePerTH) => ({ joulePerTH, hashprice, paid, span }))
  const total = (decide: Parameters<typeof runUnit>[1]) =>
    units.reduce((taken, unit) => taken + sum(runUnit(unit, decide)), 0)
  const always = total(alwaysOn)
  const added = (taken: number) => taken - always
  const own = (mode: Mode) => added(total(productChoice((t) => view(paid, foreseen, mode, t))))
  const product = { U: own('U'), K: own('K') }
  const foresight = added(units.reduce((taken, unit) => taken + sum(foresightUnit(unit)), 0))
  const figures = [
    atLeast('containers alone, added over always mining, price unknown', product.U / foresight, 0.88),
    atLeast('containers alone, added over always mining, price known', product.K / foresight, 0.95),
    beside('containers, day-ahead price against earnings', added(total(dayAheadChoice(published))) / foresight),
  ]
  return { figures, added: { product, foresight } }
}

function hybridFigures({ all }: { all: readonly Takings[] }, { added }: { added: Takings }): Figure[] {
  const parts = [...all, added]
  const best = parts.reduce((most, part) => most + part.foresight, 0)
  const share = (mode: Mode) => parts.reduce((taken, part) => taken + part.product[mode], 0) / best
  return [
    atLeast('hybrid, added over always mining and idle storage, price unknown', share('U'), 0.77),
    atLeast('hybrid, added over always mining and idle storage, price known', share('K'), 0.82),
  ]
}

/** Quarters, spread over the year and the day, before which the future is scrambled. */
const scrambledAt = [3_210, 12_345, 21_078, 30_001]

function futureFigures(year: MarketYear, foreseen: Foreseen): Figure[] {
  const changed = changedByTheFuture(year, foreseen, scrambledAt)
  return [
    {
      name: 'forecasts that change when the future is scrambled',
      value: changed,
      unit: 'rows',
      target: '<= 0',
      ok: changed === 0,
    },
  ]
}

function atLeast(name: string, value: number, least: number): Figure {
  const rounded = Math.round(value * 1_000) / 1_000
  return { name, value: rounded, unit: 'of foresight', target: `>= ${least}`, ok: rounded >= least }
}

/** A figure beside others, without a target of its own. */
function beside(name: string, value: number): Figure {
  return { name, value: Math.round(value * 1_000) / 1_000, unit: 'of foresight', target: 'beside', ok: true }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
