import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { Ms } from '../../../domain/units.ts'
import { deviationKW, followed, outsideKW } from './corridor.ts'
import type { Piece } from './pieces.ts'
import { type Segment, walk } from './segments.ts'

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

/** Adds up what was measured, by what was asked at the time. */
export function sumsOf(order: ProofOrder, pieces: readonly Piece[], segments: readonly Segment[]): Sums {
  const sums: Sums = {
    knownMs: 0,
    judgedMs: 0,
    withinMs: 0,
    squares: 0,
    energies: { ordered: 0, delivered: 0, missed: 0 },
  }
  const { energies } = sums
  const judgedFrom = order.from + order.terms.fullMs
  walk(pieces, segments, (from, until, powerKW, { orderedKW, baseKW, allowed }) => {
    if (powerKW === null) return
    const ms = until - from
    const outside = outsideKW(allowed, powerKW)
    sums.knownMs += ms
    energies.missed += outside * ms
    energies.ordered += (followed(order.kind, orderedKW, baseKW) - baseKW) * ms
    energies.delivered += (powerKW - baseKW) * ms
    if (from < judgedFrom) return
    sums.judgedMs += ms
    if (outside === 0) sums.withinMs += ms
    sums.squares += deviationKW(order.kind, orderedKW, powerKW) ** 2 * ms
  })
  return sums
}
