import type { EpochMs } from '../../../domain/units.ts'
import { type Basis, type HourLoss, hourMs } from './hours.ts'

/** Taking it out at an hour. */
export interface Start {
  from: EpochMs
  to: EpochMs
  /** What the site loses, EUR; `null` where an hour of it is not known. */
  costEur: number | null
  riskEur: number
  basis: Basis
}

/** A start that is offered. */
export interface Window extends Start {
  costEur: number
  conflicts: string[]
}

/** The least sure basis of several. */
const sureness: readonly Basis[] = ['usual', 'forecast', 'plan']

/** The cost of every start; the site never gains by it, as it could switch off itself. */
export function scoreStarts(
  hours: readonly HourLoss[],
  { lengthH, riskAt }: { lengthH: number; riskAt(at: EpochMs): number },
): Start[] {
  const whole = Math.floor(lengthH)
  const part = lengthH - whole
  const span = whole + (part > 0 ? 1 : 0)
  // running sums: each start costs the same, however long it takes
  const sums = [0]
  const gaps = [0]
  for (const { lossEur } of hours) {
    sums.push((sums.at(-1) ?? 0) + (lossEur ?? 0))
    gaps.push((gaps.at(-1) ?? 0) + (lossEur === null ? 1 : 0))
  }
  const starts: Start[] = []
  for (let i = 0; i + span <= hours.length; i++) {
    const [first, last] = [hours[i], hours[i + span - 1]]
    if (!first || !last) continue
    const lossEur = (sums[i + whole] ?? 0) - (sums[i] ?? 0) + part * (hours[i + whole]?.lossEur ?? 0)
    const isKnown = (gaps[i + span] ?? 0) === (gaps[i] ?? 0)
    starts.push({
      from: first.at,
      to: first.at + lengthH * hourMs,
      costEur: isKnown ? Math.max(0, lossEur) : null,
      riskEur: riskAt(first.at),
      basis: sureness.find((basis) => basis === first.basis || basis === last.basis) ?? 'usual',
    })
  }
  return starts
}

const totalOf = ({ costEur, riskEur }: { costEur: number; riskEur: number }) => costEur + riskEur

/**
 * The cheapest starts that do not overlap, cheapest first. Those that break a promise come in only where nothing else is
 * left, so that there is a choice.
 */
export function bestWindows(
  starts: readonly Start[],
  { most, conflictsOf }: { most: number; conflictsOf(from: EpochMs, to: EpochMs): string[] },
): Window[] {
  const known = starts.flatMap((start) =>
    start.costEur === null ? [] : [{ ...start, costEur: start.costEur, conflicts: conflictsOf(start.from, start.to) }],
  )
  const ranked = known.toSorted(
    (a, b) =>
      Number(a.conflicts.length > 0) - Number(b.conflicts.length > 0) || totalOf(a) - totalOf(b) || a.from - b.from,
  )
  const chosen: Window[] = []
  for (const window of ranked) {
    if (chosen.length >= most) break
    if (chosen.every((other) => window.to <= other.from || window.from >= other.to)) chosen.push(window)
  }
  return chosen.toSorted((a, b) => totalOf(a) - totalOf(b) || a.from - b.from)
}
