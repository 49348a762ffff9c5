import type { EpochMs, Ms } from '../../../domain/units.ts'
import { outsideKW } from './corridor.ts'
import type { Piece } from './pieces.ts'
import { type Segment, walk } from './segments.ts'

/** A reading that misses for so long, or is wrong for so long, does not end a hold. */
const bridgedMs: Ms = 5_000
const briefMs: Ms = 1_000

/**
 * Time from `since` until the tolerance was left for more than a second, nothing was measured for more than five, or the
 * order ended.
 */
export function heldMs(pieces: readonly Piece[], segments: readonly Segment[], since: EpochMs): Ms {
  let badSince: EpochMs | undefined
  let wasUnknown = false
  let endAt: EpochMs | undefined
  walk(pieces, segments, (from, until, powerKW, { allowed }) => {
    if (endAt !== undefined || until <= since) return
    const isUnknown = powerKW === null
    const isBad = powerKW === null || outsideKW(allowed, powerKW) > 0
    if (!isBad || isUnknown !== wasUnknown) badSince = undefined
    if (isBad) badSince ??= Math.max(from, since)
    wasUnknown = isUnknown
    if (badSince !== undefined && until - badSince > (isUnknown ? bridgedMs : briefMs)) endAt = badSince
  })
  return Math.max(0, (endAt ?? segments.at(-1)?.until ?? since) - since)
}
