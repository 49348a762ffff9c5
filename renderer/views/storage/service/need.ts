import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'
import type { KW, KWh, Ms } from '../../../../domain/units.ts'
import { type StorageAsset, storageModel } from '../../../../domain/models/storage.ts'
import { bankRating } from '../bank/energy.ts'

/** What a standing service asks of storage: power in either direction, kW, for a time. */
export interface Need {
  label: string
  upKW: KW
  downKW: KW
  forMs: Ms
}

const hourMs: Ms = 3_600_000
const standing = new Set<ServiceState['state']>(['armed', 'active'])

/** The standing service that needs most energy upwards or downwards; `undefined` when none asks for a time. */
export function heaviestNeed(services: readonly ServiceState[]): Need | undefined {
  const needs = services.flatMap(({ label, state, readiness, promisedUpKW: upKW, promisedDownKW: downKW }): Need[] => {
    const forMs = readiness?.neededForMs ?? null
    return standing.has(state) && forMs !== null && Math.max(upKW, downKW) >= 0.5
      ? [{ label, upKW, downKW, forMs }]
      : []
  })
  const energy = (need: Need) => Math.max(need.upKW, need.downKW) * need.forMs
  return needs.toSorted((a, b) => energy(b) - energy(a))[0]
}

/**
 * Stored energy between which a bank alone could serve both ways for the whole time, kWh, losses counted as of its first
 * unit; `undefined` when it can't hold so much.
 */
export function reserveBand(
  assets: readonly [StorageAsset, ...StorageAsset[]],
  need: Need,
): readonly [KWh, KWh] | undefined {
  const { minKWh, maxKWh } = bankRating(assets)
  const { chargeRatio, dischargeRatio } = storageModel(assets[0])
  const low = minKWh + (need.upKW * need.forMs) / hourMs / dischargeRatio
  const high = maxKWh - ((need.downKW * need.forMs) / hourMs) * chargeRatio
  return low <= high ? [low, high] : undefined
}
