import { type Asset, safeRange } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { World } from '../world.ts'
import { createFindings, type Watch } from './watch.ts'

/** Writes looked at as they leave. */
export interface FreshnessWatch extends Watch {
  /** A setpoint leaves for a device. */
  writes(asset: Asset, powerKW: KW, now: EpochMs): void
}

/**
 * No setpoint on stale data: when one leaves, the asset's own power must have been read within its age limit, and so the
 * grid meter's - or the setpoint keeps to the asset's safe range. What waited behind another write may be a turn older.
 */
export function watchFreshness(world: Pick<World, 'site' | 'grid' | 'readAgeMs'>): FreshnessWatch {
  const { site, grid } = world
  const findings = createFindings('no setpoint on stale data')
  let oldestMs: Ms = 0
  return {
    writes(asset, powerKW, now) {
      findings.checked()
      const ageMs = world.readAgeMs(asset.id)
      const slackMs = 2 * site.cycleMs
      oldestMs = Math.max(oldestMs, ageMs)
      if (ageMs > asset.maxAgeMs + slackMs)
        findings.breach(now, `${asset.id} was asked for ${Math.round(powerKW)} kW on a reading ${ageMs} ms old`)
      const gridAgeMs = world.readAgeMs(grid.id)
      const safe = safeRange(asset)
      const isSafe = powerKW >= safe.minKW - 1 && powerKW <= safe.maxKW + 1
      if (gridAgeMs > grid.maxAgeMs + slackMs && !isSafe)
        findings.breach(
          now,
          `${asset.id} was asked for ${Math.round(powerKW)} kW while the grid meter was ${gridAgeMs} ms old`,
        )
    },
    finish: () => findings.result(`the oldest own reading behind a setpoint was ${oldestMs} ms old`),
  }
}
