import { settableDraw, switchingOf } from '../../../../domain/assets/throttling.ts'
import type { EpochMs, KW } from '../../../../domain/units.ts'
import { foreseen, lowest, type MiningAsk, type MiningUnit, mostDraw, reachableDraw } from './draws.ts'

/** A container is written when this share of its rating away and so long after its last write; shedding at once. */
const writing = { share: 0.02, everyMs: 5_000, shedShare: 0.1 }

/** Draws while they are shared out, and when each was written and lowered; epoch ms UTC. */
export interface Sharing {
  ask: MiningAsk
  draws: Map<string, KW>
  writtenAt: Map<string, EpochMs>
  loweredAt: Map<string, EpochMs>
}

/** Gives a container another draw, as near to `idealKW` as it can be set, when that is worth a write. Returns the change. */
export function take(u: MiningUnit, idealKW: KW, sharing: Sharing): KW {
  const { draws, ask, writtenAt, loweredAt } = sharing
  const { id } = u.asset
  const at = draws.get(id) ?? 0
  const next = Math.max(lowest(u), settableDraw(u.asset, idealKW))
  if (!isWorthWriting(u, next - at, sharing)) return 0
  const isHeld = next > at && ask.now - (loweredAt.get(id) ?? -Infinity) < switchingOf(u.asset).holdMs
  if (isHeld && !ask.isFull) return 0
  draws.set(id, next)
  writtenAt.set(id, ask.now)
  if (next < at) loweredAt.set(id, ask.now)
  return next - at
}

function isWorthWriting(u: MiningUnit, changeKW: KW, { ask, draws, writtenAt }: Sharing): boolean {
  if (changeKW === 0) return false
  if (changeKW < 0 && (ask.isShort || -changeKW > writing.shedShare * u.asset.ratedPowerKW)) return true
  const isRecent = ask.now - (writtenAt.get(u.asset.id) ?? -Infinity) < writing.everyMs
  // the last bit up to what is foreseen or allowed is worth it too: there it stays
  const next = (draws.get(u.asset.id) ?? 0) + changeKW
  const isLast = changeKW > 0.5 && next > Math.min(foreseen(u) ?? Infinity, mostDraw(u)) - 0.5
  return !isRecent && (isLast || Math.abs(changeKW) > writing.share * u.asset.ratedPowerKW)
}

/**
 * Takes draw away: first what containers have beyond what is foreseen, then down to each one's lowest, the last by merit
 * first. Protected ones keep theirs while storage can hold the limit.
 */
export function shed(merit: readonly MiningUnit[], byKW: KW, sharing: Sharing): void {
  let left = byKW
  for (const floor of [foreseen, lowest])
    for (const u of merit.toReversed()) {
      const at = sharing.draws.get(u.asset.id) ?? 0
      const step = Math.min(left, at - (floor(u) || at))
      if (step > 0.5 && maySuffer(u, sharing.ask)) left += take(u, at - step, sharing)
    }
}

/**
 * Adds draw: first up to what is foreseen, then beyond, the best by merit first, but to several at once when one alone would
 * take too long.
 */
export function grow(merit: readonly MiningUnit[], byKW: KW, sharing: Sharing): void {
  let left = byKW
  for (const ceiling of [foreseen, reachableDraw, mostDraw])
    for (const u of merit) {
      const at = sharing.draws.get(u.asset.id) ?? 0
      const step = Math.min(left, (ceiling(u) ?? at) - at)
      if (step > 0.5) left -= take(u, at + step, sharing)
    }
}

/** Whether a container may be lowered or stopped by allocation now. */
export function maySuffer({ protection }: MiningUnit, { isShort }: MiningAsk): boolean {
  return protection === 'none' || (protection === 'safety' && isShort)
}
