import type { ProofOrder, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { followed } from './corridor.ts'
import type { Piece } from './pieces.ts'

/** A tenth of a step counts as its start, nine tenths as all of it: the usual rise time of control engineering. */
const startShare = 0.1
const fullShare = 0.9

/** How long an order stayed at its first value: what did not come within a shorter time than allowed is no fault. */
export function stillMs({ from, until, steps }: Pick<ProofOrder, 'from' | 'until' | 'steps'>): Ms {
  return (steps[1]?.from ?? until) - from
}

/** How the first step of an order was followed. */
export type FirstStep = Pick<ProofVerdict, 'stepKW' | 'startDelayMs' | 'timeToFullMs' | 'overshootPct'>

/** Figures of the first step, up to the next one. A step within the tolerance has no times: the meter can't tell them. */
export function firstStep(order: ProofOrder, pieces: readonly Piece[]): FirstStep {
  const stepKW = sizeOf(order)
  const none = { stepKW, startDelayMs: null, timeToFullMs: null, overshootPct: null }
  if (stepKW === null || order.startKW === null || Math.abs(stepKW) <= order.terms.toleranceKW) return none
  const { startKW, from } = order
  const direction = Math.sign(stepKW)
  const moved = (powerKW: KW) => (direction * (powerKW - startKW)) / Math.abs(stepKW)
  const until = order.steps[1]?.from ?? order.until
  const seen = known(pieces, until).map((piece) => ({ at: piece.from, share: moved(piece.powerKW) }))
  const delay = (share: number) => {
    const first = seen.find((one) => one.share >= share)
    return first === undefined ? null : first.at - from
  }
  const beyond = seen.reduce((most, one) => Math.max(most, one.share - 1), 0)
  // Beyond a bound is where it should be.
  const overshootPct = order.kind === 'setpoint' ? round(beyond * 100) : null
  return { stepKW, startDelayMs: delay(startShare), timeToFullMs: delay(fullShare), overshootPct }
}

/** A bound that was kept already asks for no step. */
function sizeOf({ kind, startKW, steps }: ProofOrder): KW | null {
  const orderedKW = steps[0]?.powerKW
  if (startKW === null || orderedKW === undefined) return null
  return round(followed(kind, orderedKW, startKW) - startKW)
}

function known(pieces: readonly Piece[], until: EpochMs): { from: EpochMs; powerKW: KW }[] {
  return pieces.flatMap(({ from, powerKW }) => (powerKW === null || from >= until ? [] : [{ from, powerKW }]))
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
