import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { corridorAt, outsideKW } from './corridor.ts'
import type { Piece } from './pieces.ts'

/** A reading that misses for so long, or is wrong for so long, does not end a hold. */
const bridgedMs: Ms = 5_000
const briefMs: Ms = 1_000

/**
 * Time from `since` until the tolerance was left for more than a second, nothing was measured for more than five, or the
 * order ended. `pieces` are cut where the corridor changes.
 */
export function heldMs(order: ProofOrder, pieces: readonly Piece[], since: EpochMs): Ms {
  let badSince: EpochMs | undefined
  let wasUnknown = false
  for (const piece of pieces) {
    if (piece.until <= since) continue
    const isUnknown = piece.powerKW === null
    const isBad = isUnknown || outsideKW(corridorAt(order, piece.from), piece.powerKW ?? 0) > 0
    if (!isBad || isUnknown !== wasUnknown) badSince = undefined
    if (isBad) badSince ??= Math.max(piece.from, since)
    wasUnknown = isUnknown
    if (badSince !== undefined && piece.until - badSince > (isUnknown ? bridgedMs : briefMs)) return badSince - since
  }
  return Math.max(0, order.until - since)
}
