import type { AssetOf } from '../../../../domain/asset.ts'
import { lowestSettableDraw, type Protection, settableDraw } from '../../../../domain/assets/throttling.ts'
import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import type { Unit } from '../unit.ts'

/** A mining container under automatic control. */
export interface MiningUnit extends Unit<AssetOf<'container'>> {
  /** What its draw costs per worth of hashing: the lower, the later it is shed. */
  cost: number
  protection: Protection
  /** Its outlet air is too hot: it is lowered, never raised, and not switched off for money, so that its fans go on. */
  isHot: boolean
}

/** Draw of a container, kW, never negative. */
export type DrawOf = (u: MiningUnit) => KW

/** Ramping up within this time counts as there: more surplus than that calls further containers to help. */
const relieveWithinMs: Ms = 15_000

/** Most that a container may draw now; 0 when not even its lowest draw is allowed. */
export function mostDraw({ asset, range, isHot, setKW, powerKW }: MiningUnit): KW {
  const most = settableDraw(asset, -range.minKW)
  if (!isHot) return most
  // it may be on its way up: that ends here
  const isRising = -setKW > -powerKW + 0.05 * asset.ratedPowerKW
  return Math.min(most, settableDraw(asset, Math.max(0, isRising ? -powerKW : -setKW)))
}

/** The least it draws while it runs. */
export function lowest({ asset, range }: MiningUnit): KW {
  return Math.max(lowestSettableDraw(asset), -range.maxKW)
}

/** Where a container stands: off, or its last draw inside what is allowed now. */
export function standing(u: MiningUnit): KW {
  const draw = -u.setKW
  if (draw < u.asset.minPowerKW / 2 && u.range.maxKW > -u.asset.minPowerKW) return 0
  const most = mostDraw(u)
  return most > 0 ? Math.min(Math.max(draw, Math.min(lowest(u), most)), most) : 0
}

/** Draw that somebody foresees for it, inside what is allowed now; `undefined` when nobody does. */
export function foreseen(u: MiningUnit): KW | undefined {
  if (!u.base) return undefined
  const draw = settableDraw(u.asset, Math.min(-u.base.powerKW, mostDraw(u)))
  return u.isHot && draw === 0 && standing(u) > 0 ? lowest(u) : draw
}

/** Draw that a running container can have come to within the time that storage may wait for relief. */
export function reachableDraw(u: MiningUnit): KW {
  const soon = Math.max(-u.powerKW, lowest(u)) + (u.asset.rampUpKWPerS * relieveWithinMs) / 1_000
  return Math.min(mostDraw(u), soon)
}

/** What is asked of mining in this cycle. */
export interface MiningAsk {
  now: EpochMs
  cycleMs: Ms
  /** Draw that brings the grid power where mining aims, kW, never negative. */
  goalKW: KW
  /** Storage can't give what the grid band needs: shed at once. */
  isShort: boolean
  /** Storage can't take what the grid band needs: draw more, quickly. */
  isFull: boolean
  /** Storage holds the grid power on a point and has time: mining follows slowly, or waits for a better moment. */
  relief: 'now' | 'later' | undefined
}
