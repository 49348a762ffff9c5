import { type ProofOrder, stepAt } from '../../../domain/dispatch/proof.ts'
import type { Ms } from '../../../domain/units.ts'
import { corridorAt, deviationKW, followed, outsideKW } from './corridor.ts'
import type { Piece } from './pieces.ts'

/** Sums over the time that was measured. */
export interface Sums {
  knownMs: Ms
  /** After the time allowed for the first step. */
  judgedMs: Ms
  withinMs: Ms
  /** Of the deviation, kW² ms. */
  squares: number
  /** Energies, kW ms: added up before they are divided, so that how the time is cut does not matter. */
  energies: {
    /** Against the baseline; meaningless without one. A bound that the baseline keeps asks for nothing. */
    ordered: number
    delivered: number
    /** Beyond the tolerance. */
    missed: number
  }
}

/** Adds up what the stretches say. They are cut where the corridor, the order and the baseline change. */
export function sumsOf(order: ProofOrder, pieces: readonly Piece[]): Sums {
  const sums: Sums = {
    knownMs: 0,
    judgedMs: 0,
    withinMs: 0,
    squares: 0,
    energies: { ordered: 0, delivered: 0, missed: 0 },
  }
  for (const { from, until, powerKW } of pieces) {
    if (powerKW === null) continue
    const ms = until - from
    const orderedKW = stepAt(order.steps, from) ?? 0
    const baseKW = stepAt(order.baseline.steps, from) ?? 0
    const outside = outsideKW(corridorAt(order, from), powerKW)
    sums.knownMs += ms
    sums.energies.missed += outside * ms
    sums.energies.ordered += (followed(order.kind, orderedKW, baseKW) - baseKW) * ms
    sums.energies.delivered += (powerKW - baseKW) * ms
    if (from < order.from + order.terms.fullMs) continue
    sums.judgedMs += ms
    if (outside === 0) sums.withinMs += ms
    sums.squares += deviationKW(order.kind, orderedKW, powerKW) ** 2 * ms
  }
  return sums
}
