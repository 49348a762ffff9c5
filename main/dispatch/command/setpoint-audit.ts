import { type Asset, powerWords } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { ratingKW } from '../ramps.ts'
import { asked } from '../words.ts'

/** Changes that the engine makes by itself: one row per asset within this span, and only beyond this share of the rating. */
const engine = { everyMs: 10_000 satisfies Ms, share: 0.02 }

/** Keeps what was written in the audit trail, without flooding it. */
export interface SetpointAudit {
  /** A device took a setpoint; `isCommanded` when a person's command led to it, whom the reason then names. */
  applied(asset: Asset, powerKW: KW, reason: string, at: EpochMs, isCommanded: boolean): void
  /** A setpoint did not pass, at the gate or at the device. */
  refused(asset: Asset, powerKW: KW, reason: string): void
}

/**
 * Every change an operator caused and every refusal is kept. Of the engine's own changes: those larger than 2 % of the rating
 * since the last row of the asset, at most one row in 10 s per asset; the trend keeps the rest. The rows are the engine's:
 * the person's own act, giving the command, has its row already.
 */
export function createSetpointAudit({ audit }: { audit: WriteAudit }): SetpointAudit {
  const last = new Map<string, { powerKW: KW; at: EpochMs; isCommanded: boolean }>()
  const refusals = new Map<string, string>()
  return {
    applied(asset, powerKW, reason, at, isCommanded) {
      const before = last.get(asset.id)
      refusals.delete(asset.id)
      const change = Math.abs(powerKW - (before?.powerKW ?? Infinity))
      const isOwn = !isCommanded && before?.isCommanded === false
      const isMinor = isOwn ? change <= engine.share * ratingKW(asset) || at - before.at < engine.everyMs : change < 0.5
      if (before && isMinor) return
      last.set(asset.id, { powerKW, at, isCommanded })
      audit({
        person: 'engine',
        action: 'SetpointApplied',
        assetId: asset.id,
        detail: `${asset.name} ${asked(asset, powerKW)}: ${reason}`,
      })
    },
    refused(asset, powerKW, reason) {
      if (refusals.get(asset.id) === reason) return
      refusals.set(asset.id, reason)
      const detail = `${asset.name}, ${powerWords(powerKW)}: ${reason}`
      audit({ person: 'engine', action: 'SetpointRefused', assetId: asset.id, detail })
    },
  }
}
