import { gridServices } from '../../../domain/dispatch/services.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import {
  type MoneyKind,
  moneyKinds,
  type MoneyLine,
  type MoneyRow,
  type SpanMoney,
} from '../../../domain/rpc/settlement/money.ts'
import type { MoneySources } from './sources.ts'

/** Sums of a closed quarter. */
export interface QuarterLines {
  quarter: Quarter
  lines: readonly MoneyLine[]
}

const whPerMWh = 1e6

const sourceOf: Record<MoneyKind, string> = {
  mining: 'hashrate of the miners at the hashprice; energy by their meters',
  capacity: 'services of the site file',
  instructions: 'proofs of response',
  sold: 'grid meter, exported register, at the price of each quarter',
  bought: 'grid meter, imported register, at the price of each quarter',
  gridFees: 'grid meter at the fees of the site file',
  wear: 'meters of the storages at the price of their wear; set aside in own books',
}

/** What each kind came to over quarters. */
export function rowsOf(quarters: readonly QuarterLines[], sources: MoneySources): MoneyRow[] {
  return moneyKinds.map((kind) => (kind === 'capacity' ? capacityRow(sources) : rowOf(kind, quarters)))
}

function rowOf(kind: MoneyKind, quarters: readonly QuarterLines[]): MoneyRow {
  const with_ = quarters.filter(({ lines }) => lines.some((line) => line.kind === kind))
  const lines = with_.flatMap((quarter) => quarter.lines.filter((line) => line.kind === kind))
  const known = lines.filter(({ eur }) => eur !== null)
  const energy = lines.filter(({ energyWh }) => energyWh !== null)
  const eur = known.reduce((sum, line) => sum + (line.eur ?? 0), 0)
  const energyWh = energy.reduce((sum, line) => sum + (line.energyWh ?? 0), 0)
  const pricedWh = known.reduce((sum, line) => sum + (line.energyWh ?? 0), 0)
  return {
    kind,
    eur: known.length === 0 && (lines.length > 0 || kind !== 'instructions') ? null : eur,
    energyWh: energy.length === 0 ? null : energyWh,
    averageEurPerMWh: pricedWh > 0 ? Math.abs((eur / pricedWh) * whPerMWh) : null,
    quarters: with_.length,
    source: sourceOf[kind],
    missing: missingWords(kind, lines),
  }
}

/** What is not in the figure, with the reason that holds for most of it. */
function missingWords(kind: MoneyKind, lines: readonly MoneyLine[]): string | null {
  if (lines.length === 0) return kind === 'instructions' ? null : 'nothing of it was metered'
  const reasons = Map.groupBy(
    lines.filter(({ eur }) => eur === null),
    ({ source }) => source,
  )
  const [most] = [...reasons].toSorted(([, a], [, b]) => b.length - a.length)
  if (!most) return null
  const [reason, missing] = most
  const unit = kind === 'instructions' ? 'orders' : 'quarter values'
  return missing.length === lines.length ? reason : `${missing.length} of ${lines.length} ${unit}: ${reason}`
}

/** Capacity is promised in the site file; what it is paid at is known to nobody here. */
function capacityRow({ services }: MoneySources): MoneyRow {
  const promised = services.map(({ service, upKW, downKW }) => {
    const parts = [upKW > 0 ? `${upKW} kW up` : '', downKW > 0 ? `${downKW} kW down` : ''].filter(Boolean)
    return `${gridServices[service].label} ${parts.join(', ')}`
  })
  return {
    kind: 'capacity',
    eur: services.length === 0 ? 0 : null,
    energyWh: null,
    averageEurPerMWh: null,
    quarters: 0,
    source: sourceOf.capacity,
    missing: services.length === 0 ? null : `${promised.join('; ')}: no price of it is known`,
  }
}

/** The same by quarter, as columns. */
export function columnsOf(quarters: readonly QuarterLines[]): SpanMoney['quarters'] {
  const sum = (kind: MoneyKind, field: 'eur' | 'energyWh') =>
    quarters.map(({ lines }) => sumOf(lines.filter((line) => line.kind === kind).map((line) => line[field])))
  return {
    quarter: quarters.map(({ quarter }) => quarter),
    eur: byKind((kind) => sum(kind, 'eur')),
    energyWh: byKind((kind) => sum(kind, 'energyWh')),
  }
}

/** `null` where nothing is known; what is known counts where some of it is. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function byKind<V>(of: (kind: MoneyKind) => V[]): Record<MoneyKind, V[]> {
  return Object.fromEntries(moneyKinds.map((kind) => [kind, of(kind)])) as Record<MoneyKind, V[]>
}
