import type { AssetOf } from '../../../domain/asset.ts'
import { valueAt } from '../../../domain/models/curve.ts'
import { efficiencyOverLoad } from '../../../domain/models/mining.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import { toleranceKW } from '../ramps.ts'

/** A container's own J/TH counts after so long at steady draw, and follows what is measured with this time constant. */
const learning = { countsAfterMs: 300_000, tauMs: 600_000 }
/** Below this share of its rating the fixed parts of its draw say more than its machines. */
const leastShare = 0.4

/** Efficiency at full draw, learned from meter and hashrate, and the time behind it. */
export interface Learned {
  jPerTH: number | undefined
  ms: Ms
}

/** One cycle of learning: while the draw is steady, draw by hashrate, referred to full draw by the usual curve over the load. */
export function learn(
  learned: Learned,
  now: {
    asset: AssetOf<'container'>
    drawKW: KW | undefined
    askedKW: KW | undefined
    hashrateTHs: number | undefined
    cycleMs: Ms
  },
): void {
  const { asset, drawKW, askedKW, hashrateTHs, cycleMs } = now
  if (drawKW === undefined || askedKW === undefined || !hashrateTHs) return
  const share = drawKW / asset.ratedPowerKW
  if (share < leastShare || Math.abs(drawKW - askedKW) > toleranceKW(asset)) return
  const jPerTH = (drawKW * 1_000) / hashrateTHs / valueAt(efficiencyOverLoad, Math.min(share, 1.1))
  learned.ms += cycleMs
  const weight = Math.max(cycleMs / learned.ms, cycleMs / learning.tauMs)
  learned.jPerTH = learned.jPerTH === undefined ? jPerTH : learned.jPerTH + (jPerTH - learned.jPerTH) * weight
}

/** The learned J/TH once it counts. */
export function learnedJPerTH({ jPerTH, ms }: Learned): number | undefined {
  return ms >= learning.countsAfterMs ? jPerTH : undefined
}
