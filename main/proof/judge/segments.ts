import { type ProofOrder, stepAt } from '../../../domain/dispatch/proof.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import { corridorCuts, createCorridor } from './corridor.ts'
import type { Piece } from './pieces.ts'

/** A stretch in which nothing that is asked changes. */
export interface Segment {
  from: EpochMs
  until: EpochMs
  orderedKW: KW
  /** What would have been without the order; 0 when nothing is known of it. */
  baseKW: KW
  allowed: PowerRange
}

/** The time of an order in stretches, in order of time and without a hole. */
export function segmentsOf(order: ProofOrder): Segment[] {
  const { from, until, steps, baseline } = order
  const cuts = [from, ...corridorCuts(order), ...baseline.steps.map((step) => step.from)]
  const begins = [...new Set(cuts)].filter((at) => at >= from && at < until).toSorted((a, b) => a - b)
  const allowed = createCorridor(order)
  return begins.map((begin, i) => ({
    from: begin,
    until: begins[i + 1] ?? until,
    orderedKW: stepAt(steps, begin) ?? 0,
    baseKW: stepAt(baseline.steps, begin) ?? 0,
    allowed: allowed(begin),
  }))
}

/** Calls `visit` for each stretch in which neither what was measured nor what was asked changes, in order of time. */
export function walk(
  pieces: readonly Piece[],
  segments: readonly Segment[],
  visit: (from: EpochMs, until: EpochMs, powerKW: KW | null, segment: Segment) => void,
): void {
  let place = 0
  for (const piece of pieces) {
    for (let at = piece.from; at < piece.until;) {
      const segment = segments[place]
      if (!segment) return
      const until = Math.min(piece.until, segment.until)
      if (at < until) visit(at, until, piece.powerKW, segment)
      at = Math.max(at, until)
      if (segment.until <= at) place += 1
    }
  }
}
