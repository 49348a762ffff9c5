import type { ProofOrder, ProofSamples, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import { energyKWh, type Ms } from '../../../domain/units.ts'
import { sumsOf } from './energies.ts'
import { firstStep, stillMs } from './first-step.ts'
import { heldMs } from './hold.ts'
import { type Figures, outcomeOf } from './outcome.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { type Segment, segmentsOf } from './segments.ts'

/**
 * Judges what was measured by what was ordered. The same order and samples give the same verdict everywhere, to the last
 * digit: figures are rounded to whole milliseconds, watts and watt-hours.
 */
export function judge(order: ProofOrder, samples: ProofSamples): ProofVerdict {
  const pieces = piecesOf(samples, order.from, order.until)
  const segments = segmentsOf(order)
  const sums = sumsOf(order, pieces, segments)
  const step = firstStep(order, pieces)
  const spanMs = order.until - order.from
  const hasBaseline = order.baseline.method !== 'none' && sums.knownMs > 0
  const kWh = (energy: number) => round(energyKWh(energy, 1))
  const missedKWh = kWh(sums.energies.missed)
  const { penaltyEurPerMWh } = order.terms
  const figures: Figures = {
    ...step,
    heldMs: holdOf(order, pieces, segments, step),
    orderedKWh: hasBaseline ? kWh(sums.energies.ordered) : null,
    deliveredKWh: hasBaseline ? kWh(sums.energies.delivered) : null,
    deviationRmsKW: sums.judgedMs > 0 ? round(Math.sqrt(sums.squares / sums.judgedMs)) : null,
    withinShare: sums.judgedMs > 0 ? round(sums.withinMs / sums.judgedMs, 10_000) : null,
    missedKWh,
    penaltyEur: penaltyEurPerMWh === null ? null : round((missedKWh / 1_000) * penaltyEurPerMWh, 100),
    knownShare: spanMs > 0 ? round(sums.knownMs / spanMs, 10_000) : 0,
    ...gapsIn(pieces),
  }
  return { ...outcomeOf(order, figures), ...figures }
}

/**
 * Without a step the hold begins with the order, after one with full delivery. A step that was never made holds nothing; one
 * that another value replaced before it had to be made is judged from the time allowed for it.
 */
function holdOf(
  order: ProofOrder,
  pieces: readonly Piece[],
  segments: readonly Segment[],
  { stepKW, timeToFullMs }: Pick<Figures, 'stepKW' | 'timeToFullMs'>,
): Ms | null {
  const hasStep = stepKW !== null && Math.abs(stepKW) > order.terms.toleranceKW
  if (!hasStep) return heldMs(pieces, segments, order.from)
  if (timeToFullMs === null && stillMs(order) >= order.terms.fullMs) return null
  return heldMs(pieces, segments, order.from + (timeToFullMs ?? order.terms.fullMs))
}

function gapsIn(pieces: readonly Piece[]): Pick<Figures, 'gapCount' | 'longestGapMs'> {
  let [gapCount, longestGapMs, spanMs] = [0, 0, 0]
  for (const { from, until, powerKW } of pieces) {
    if (powerKW === null && spanMs === 0) gapCount += 1
    spanMs = powerKW === null ? spanMs + until - from : 0
    longestGapMs = Math.max(longestGapMs, spanMs)
  }
  return { gapCount, longestGapMs }
}

/** Negative zero is not the same text as zero. */
function round(value: number, parts = 1_000): number {
  return Math.round(value * parts) / parts + 0
}
