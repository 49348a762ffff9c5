import type { Asset } from '../../../domain/asset.ts'
import { algorithmOf } from '../../../domain/dispatch/price-settings.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { Interval, RegisterName } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import type { ProofSummary } from '../../../domain/rpc/dispatch/proof.ts'
import type { MoneyKind, MoneyLine } from '../../../domain/rpc/settlement/money.ts'
import type { MoneySources } from './sources.ts'

/** What is known of a quarter when its sums are made. */
export interface QuarterFacts {
  quarter: Quarter
  /** Value of a register; `undefined` = not metered or not closed. */
  interval(assetId: string, register: RegisterName): Interval | undefined
  /** TH/s over the whole quarter; NaN = not recorded. */
  hashrateTHs(assetId: string): number
  orders: readonly ProofSummary[]
}

const whPerMWh = 1e6
const quartersPerDay = 96

/** Sums of a quarter, in the order of the kinds. EUR above zero is earned, below zero paid. */
export function linesOfQuarter(sources: MoneySources, facts: QuarterFacts): MoneyLine[] {
  return sources.assets
    .flatMap((asset) => linesOfAsset(sources, facts, asset))
    .concat(facts.orders.map((order) => orderLine(order, sources)))
}

function linesOfAsset(sources: MoneySources, facts: QuarterFacts, asset: Asset): MoneyLine[] {
  if (asset.kind === 'container') return [miningLine(sources, facts, asset)]
  if (asset.kind === 'grid') return gridLines(sources, facts, asset.id)
  if (asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen') {
    const wear = wearLine(facts, asset)
    return wear ? [wear] : []
  }
  return []
}

function miningLine(sources: MoneySources, facts: QuarterFacts, asset: Asset & { kind: 'container' }): MoneyLine {
  const algorithm = algorithmOf(asset.container)
  const hashprice = sources.hashpriceAt(algorithm, quarterStart(facts.quarter))
  const hashrate = facts.hashrateTHs(asset.id)
  const energyWh = facts.interval(asset.id, 'absorbed')?.wh ?? null
  const eur = hashprice === null || Number.isNaN(hashrate) ? null : (hashrate * hashprice) / quartersPerDay
  const isAveraged = eur !== null && energyWh !== null && energyWh > 0
  return {
    kind: 'mining',
    label: asset.name,
    assetId: asset.id,
    register: 'absorbed',
    energyWh,
    priceEurPerMWh: isAveraged ? (eur / energyWh) * whPerMWh : null,
    eur,
    source:
      hashprice === null
        ? `no hashprice is known for ${algorithm}`
        : Number.isNaN(hashrate)
          ? 'no hashrate was recorded'
          : `hashrate of the miners at ${hashprice} EUR/TH/day (${algorithm})`,
  }
}

function gridLines(sources: MoneySources, facts: QuarterFacts, gridId: string): MoneyLine[] {
  const start = quarterStart(facts.quarter)
  const price = sources.priceAt(start) ?? sources.priceAt(quarterStart(facts.quarter + 1) - 1)
  const { fees } = sources
  const lines: MoneyLine[] = []
  const add = (kind: MoneyKind, register: RegisterName, label: string, at: number | null, source: string) => {
    const interval = facts.interval(gridId, register)
    if (!interval) return
    const sign = kind === 'sold' ? 1 : -1
    lines.push({
      kind,
      label,
      assetId: gridId,
      register,
      energyWh: interval.wh,
      priceEurPerMWh: at,
      eur: at === null || interval.wh === null ? null : (sign * interval.wh * at) / whPerMWh,
      source: interval.wh === null ? 'the meter has no value' : source,
    })
  }
  const paidAt = price === null ? 'no price is known for this quarter' : 'grid meter at the price of the quarter'
  const feeOf = fees ? 'fees of the site file' : 'the site file names no fees'
  add('sold', 'export', 'Exported', price, paidAt)
  add('bought', 'import', 'Imported', price, paidAt)
  add('gridFees', 'import', 'Fees on imports', fees?.importEurPerMWh ?? null, feeOf)
  if (fees && fees.exportEurPerMWh !== 0) add('gridFees', 'export', 'Fees on exports', fees.exportEurPerMWh, feeOf)
  return lines
}

function wearLine(
  facts: QuarterFacts,
  asset: Asset & { kind: 'battery' | 'flywheel' | 'hydrogen' },
): MoneyLine | undefined {
  const interval = facts.interval(asset.id, 'injected')
  if (!interval) return undefined
  const price = storageModel(asset).wearEurPerMWh
  return {
    kind: 'wear',
    label: asset.name,
    assetId: asset.id,
    register: 'injected',
    energyWh: interval.wh,
    priceEurPerMWh: price,
    eur: interval.wh === null ? null : (-interval.wh * price) / whPerMWh,
    source: interval.wh === null ? 'the meter has no value' : 'price of replacing what the discharge wears',
  }
}

function orderLine({ order, verdict }: ProofSummary, { assets }: MoneySources): MoneyLine {
  const { penaltyEur, deliveredKWh } = verdict
  const name = assets.find(({ id }) => id === order.assetId)?.name ?? order.assetId
  return {
    kind: 'instructions',
    label: `${order.owner}, ${name}`,
    assetId: order.assetId,
    register: null,
    energyWh: deliveredKWh === null ? null : Math.round(Math.abs(deliveredKWh) * 1_000),
    priceEurPerMWh: null,
    eur: penaltyEur === null ? null : -penaltyEur,
    source: penaltyEur === null ? 'no price was agreed for it' : 'penalty by its proof of response',
  }
}
