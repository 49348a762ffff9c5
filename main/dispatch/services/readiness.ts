import { socLimits, storedEnergyAtFullKWh } from '../../../domain/asset.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { ServiceState } from '../../../domain/rpc/dispatch/services.ts'
import type { KW, KWh, Ms } from '../../../domain/units.ts'
import type { Ruling } from '../controllers/order.ts'
import { reachable } from '../ramps.ts'
import type { AssetSight, SiteSight } from '../sight.ts'

/** Power and time that can be relied on. */
export type Readiness = NonNullable<ServiceState['readiness']>

/**
 * What the site could do in addition to what it does, within the time a service gives: power by the ranges that protection
 * leaves, time by the energy of storage where loads alone don't suffice.
 * @param neededForMs time the power must last; `null` = until recalled
 */
export function readinessOf(
  sight: SiteSight,
  ruling: Pick<Ruling, 'ownRanges' | 'out'>,
  { withinMs, neededForMs, only }: { withinMs: Ms; neededForMs: Ms | null; only?: readonly string[] | undefined },
): Readiness {
  const parts = sight.assets.filter(
    (a) => !ruling.out.has(a.asset.id) && a.isFollowing && isUsable(a) && (only?.includes(a.asset.id) ?? true),
  )
  const up = total(parts, ruling, withinMs, 'up')
  const down = total(parts, ruling, withinMs, 'down')
  return { upKW: up.powerKW, upForMs: up.forMs, downKW: down.powerKW, downForMs: down.forMs, neededForMs }
}

/** Storage and steerable load; what the generator could do is nobody's to promise. */
function isUsable({ asset, powerKW }: AssetSight): boolean {
  const isSteered = asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'container'
  return powerKW !== undefined && (isSteered || asset.kind === 'hydrogen')
}

function total(
  parts: readonly AssetSight[],
  { ownRanges }: Pick<Ruling, 'ownRanges'>,
  withinMs: Ms,
  direction: 'up' | 'down',
): { powerKW: KW; forMs: Ms | null } {
  let loadsKW = 0
  let storageKW = 0
  let energyKWh: KWh = 0
  for (const a of parts) {
    const range = ownRanges.get(a.asset.id) ?? a.rated
    const powerKW = a.powerKW ?? 0
    const end = direction === 'up' ? range.maxKW : range.minKW
    const moved = Math.abs(reachable(a.asset, powerKW, end, withinMs) - powerKW)
    const energy = storedEnergyFor(a, direction)
    if (energy === undefined) loadsKW += moved
    else {
      storageKW += moved
      energyKWh += energy
    }
  }
  // loads hold as long as it takes; what storage adds ends with its energy
  const forMs = storageKW < 1 ? null : Math.round((energyKWh / storageKW) * 3_600_000)
  return { powerKW: Math.floor(loadsKW + storageKW), forMs }
}

/** Energy at the bus until the limit of the charge in this direction; `undefined` for what stores nothing. */
export function storedEnergyFor({ asset, socPct }: AssetSight, direction: 'up' | 'down'): KWh | undefined {
  if (asset.kind !== 'battery' && asset.kind !== 'flywheel' && asset.kind !== 'hydrogen') return undefined
  const fullKWh = storedEnergyAtFullKWh(asset) ?? 0
  const { minSocPct, maxSocPct } = socLimits(asset)
  const { chargeRatio, dischargeRatio } = storageModel(asset)
  if (socPct === undefined) return 0
  const up = (Math.max(0, socPct - minSocPct) / 100) * fullKWh * dischargeRatio
  return direction === 'up' ? up : ((Math.max(0, maxSocPct - socPct) / 100) * fullKWh) / chargeRatio
}
