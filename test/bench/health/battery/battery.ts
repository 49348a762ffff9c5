import { endOf, type Family, familyOf } from '../../../../main/health/remaining/limit/family.ts'
import { foresee } from '../../../../main/health/remaining/limit/foresee.ts'
import { atMost, type Figure, quantile } from '../../figure.ts'
import { type Cell, cellsOf } from './cells.ts'

const dayMs = 86_400_000
/** Shares of life at which the end is foreseen; the half is what counts. */
const looks = [0.3, 0.5, 0.7, 0.9]

/** A cell whose end is known, with the family of the other cells of its kind. */
interface HeldBack {
  cell: Cell
  family: Family
  /** Cycles from its first to its end. */
  life: number
}

/**
 * The end of life of each cell foreseen from the others of its kind, of which those count that came to their end. Where
 * half of life is uses the known end; the forecast itself never does.
 */
export function batteryFigures({ dataDir }: { dataDir: string }): Figure[] {
  const cells = cellsOf(dataDir)
  const judged = cells.flatMap((cell) => heldBack(cell, cells))
  console.log('  batteries, error of the foreseen end in % of life (. outside 50 %, ! outside 90 % interval):')
  for (const share of looks) {
    const words = judged.map((it) => {
      const { errorPct, isIn50, isIn90 } = judge(it, share)
      return `${it.cell.name} ${errorPct.toFixed(1)}${isIn90 ? (isIn50 ? '' : '.') : '!'}`
    })
    console.log(`    at ${share * 100} % of life: ${words.join(', ')}`)
  }
  const others = cells.filter((cell) => !judged.some((it) => it.cell === cell)).map(({ name }) => name)
  if (others.length > 0) console.log(`    not to be judged, no end or no other of its kind: ${others.join(', ')}`)
  const atHalf = judged.map((it) => judge(it, 0.5))
  const errors = atHalf.map(({ errorPct }) => Math.abs(errorPct))
  const looksOf90 = looks.flatMap((share) => judged.map((it) => judge(it, share)))
  const inside = looksOf90.filter(({ isIn90 }) => isIn90).length / looksOf90.length
  console.log(`    90 % intervals hold ${(100 * inside).toFixed(0)} % of ${looksOf90.length} ends`)
  return [
    atMost('battery end of life at half of life, median error', quantile(errors, 0.5), '%', 10),
    atMost('battery end of life at half of life, worst error', Math.max(...errors), '%', 20),
  ]
}

function heldBack(cell: Cell, cells: readonly Cell[]): HeldBack[] {
  const endAt = endOf(cell.series, cell.limit)
  const family = familyOf(cells.filter((other) => other !== cell && other.kind === cell.kind))
  const beganAt = cell.series[0]?.at ?? 0
  return endAt === undefined || !family ? [] : [{ cell, family, life: (endAt - beganAt) / dayMs }]
}

function judge({ cell, family, life }: HeldBack, share: number) {
  const now = (cell.series[0]?.at ?? 0) + share * life * dayMs
  const { medianDays, p50Days, p90Days } = foresee({
    series: cell.series,
    limit: cell.limit,
    family,
    now,
    horizonDays: 10_000,
  }).remaining
  const left = (1 - share) * life
  return {
    errorPct: (100 * (medianDays - left)) / life,
    isIn50: p50Days[0] <= left && left <= p50Days[1],
    isIn90: p90Days[0] <= left && left <= p90Days[1],
  }
}
