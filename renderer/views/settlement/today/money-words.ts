import type { MoneyKind, MoneyLine, MoneyRow, SpanMoney } from '../../../../domain/rpc/settlement/money.ts'
import { formatEnergySum } from '../../../format/energy.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatPrice } from '../../../format/price.ts'

/** Names of the kinds of income and cost. */
export const kindNames: Record<MoneyKind, string> = {
  mining: 'Mining',
  capacity: 'Capacity services',
  instructions: 'Instructions',
  sold: 'Energy sold',
  bought: 'Energy bought',
  gridFees: 'Grid fees',
  wear: 'Wear set aside',
}

const whPerKWh = 1_000

/** An amount as it stands in a column: who pays is a word, never a sign. */
export function eurWords(eur: number | null, decimals = 0): { word: string; number: string } {
  if (eur === null) return { word: '', number: 'not known' }
  return {
    word: eur < 0 && Number(eur.toFixed(decimals)) !== 0 ? 'paid' : '',
    number: formatNumber(Math.abs(eur), decimals),
  }
}

/** Second line of a kind: energy and mean price, or why there is no figure. */
export function rowWords({ eur, energyWh, averageEurPerMWh, missing, kind, quarters }: MoneyRow): string {
  if (eur === null && missing !== null) return missing
  if (kind === 'instructions' && quarters === 0) return 'none ended in this time'
  if (kind === 'capacity' && eur === 0) return 'no service is promised'
  const energy = energyWh === null ? '' : quantityText(formatEnergySum(energyWh / whPerKWh))
  const price = averageEurPerMWh === null ? '' : `at ${quantityText(formatPrice(averageEurPerMWh))}`
  return [energy, price].filter(Boolean).join(' ')
}

/** Sum over what is known, EUR; `null` when nothing is. */
export function netOf(rows: readonly Pick<MoneyRow, 'eur'>[]): number | null {
  const known = rows.flatMap(({ eur }) => eur ?? [])
  return known.length === 0 ? null : known.reduce((sum, eur) => sum + eur, 0)
}

/** Net of the quarters before and from a quarter on, EUR: what a batch holds already, and what waits for one. */
export function netBefore({ quarters }: SpanMoney, until: number): { before: number; after: number } {
  const net = { before: 0, after: 0 }
  quarters.quarter.forEach((quarter, i) => {
    for (const eur of Object.values(quarters.eur)) net[quarter < until ? 'before' : 'after'] += eur[i] ?? 0
  })
  return net
}

/** A quarter as a row of the list of statements. */
export interface StatementRow {
  id: string
  quarter: number
  energyWh: number | null
  eur: number | null
}

/** Closed quarters of a span with what a kind came to, the newest first; none while the span is read. */
export function statementRows(money: Pick<SpanMoney, 'quarters'> | undefined, kind: MoneyKind): StatementRow[] {
  if (!money) return []
  const { quarter: all, energyWh, eur } = money.quarters
  return all
    .map((quarter, i) => ({
      id: String(quarter),
      quarter,
      energyWh: energyWh[kind][i] ?? null,
      eur: eur[kind][i] ?? null,
    }))
    .toReversed()
}

/** Lines of a kind with their sum; energies of several registers add up. */
export function linesOfKind(
  lines: readonly MoneyLine[],
  kind: MoneyKind,
): { lines: MoneyLine[]; eur: number | null; energyWh: number | null } {
  const own = lines.filter((line) => line.kind === kind)
  const energies = own.flatMap(({ energyWh }) => energyWh ?? [])
  return {
    lines: own,
    eur: netOf(own),
    energyWh: energies.length === 0 ? null : energies.reduce((sum, wh) => sum + wh, 0),
  }
}
