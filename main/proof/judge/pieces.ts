import type { ProofSamples } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'

/** A stretch [from, until) with one value; `null` = nothing is known. */
export interface Piece {
  from: EpochMs
  until: EpochMs
  powerKW: KW | null
}

/** Samples as stretches that cover [from, until) without a hole; what no sample covers is a gap. */
export function piecesOf({ at, powerKW }: ProofSamples, from: EpochMs, until: EpochMs): Piece[] {
  const pieces: Piece[] = []
  const add = (start: EpochMs, end: EpochMs, value: KW | null): void => {
    const piece = { from: Math.max(start, from), until: Math.min(end, until), powerKW: value }
    if (piece.from < piece.until) pieces.push(piece)
  }
  add(from, at[0] ?? until, null)
  for (const [i, start] of at.entries()) add(start, at[i + 1] ?? until, powerKW[i] ?? null)
  return pieces
}
