import type { ContainerRow } from '../../../../domain/rpc/dispatch/mining.ts'
import { drawKW } from '../../../../domain/units.ts'
import { formatNumber } from '../../../format/number.ts'

type Earner = Pick<ContainerRow, 'assetId' | 'hashes' | 'powerKW' | 'worthEurPerMWh' | 'profitEurPerMWh'>

/** What a container earns in an hour at its present draw, EUR, after its energy is paid; negative = it loses. */
export function earningEurPerH({ powerKW, profitEurPerMWh }: Earner): number | null {
  return powerKW === null || profitEurPerMWh === null ? null : (profitEurPerMWh * drawKW(powerKW)) / 1_000
}

/** Containers that hash the same, and what they earn together. */
export interface AlgorithmProfit {
  hashes: string
  assetIds: string[]
  /** Draw of those that are known, kW. */
  drawKW: number
  /** Power price at which the worst and the best of them earn nothing, EUR/MWh; `null` when no hashprice is known. */
  breakEven: { from: number; to: number } | null
  /** What a MWh costs them now, EUR/MWh. */
  priceEurPerMWh: number | null
  /** Together, EUR in an hour; `null` when of none known. */
  earningEurPerH: number | null
}

const total = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function profitOf(hashes: string, rows: readonly Earner[]): AlgorithmProfit {
  const worths = rows.map((row) => row.worthEurPerMWh).filter((worth) => worth !== null)
  const priced = rows.find((row) => row.worthEurPerMWh !== null && row.profitEurPerMWh !== null)
  return {
    hashes,
    assetIds: rows.map((row) => row.assetId),
    drawKW: total(rows.map((row) => (row.powerKW === null ? null : drawKW(row.powerKW)))) ?? 0,
    breakEven: worths.length === 0 ? null : { from: Math.min(...worths), to: Math.max(...worths) },
    priceEurPerMWh: priced ? (priced.worthEurPerMWh ?? 0) - (priced.profitEurPerMWh ?? 0) : null,
    earningEurPerH: total(rows.map(earningEurPerH)),
  }
}

/** Profit by algorithm, in the order of the containers. */
export function profitByAlgorithm(rows: readonly Earner[]): AlgorithmProfit[] {
  const groups = Map.groupBy(rows, (row) => row.hashes)
  return [...groups].map(([hashes, members]) => profitOf(hashes, members))
}

/** Money in an hour in words: nobody reads a sign. */
export function earningWords(eurPerH: number | null): { word: string; number: string } {
  if (eurPerH === null) return { word: '', number: 'no value' }
  const size = Math.abs(eurPerH)
  const number = formatNumber(size, size >= 999.995 ? 0 : 2)
  if (size < 0.005) return { word: '', number }
  return { word: eurPerH > 0 ? 'earns' : 'loses', number }
}
