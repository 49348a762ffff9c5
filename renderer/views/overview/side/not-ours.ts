import { type Asset, isControllable } from '../../../../domain/asset.ts'
import type { Decision } from '../../../../domain/rpc/shapes.ts'
import type { Authority } from '../../../../domain/setpoint.ts'

/** Assets that could be steered and are not ours to steer now, by who has them. */
export interface NotOurs {
  authority: Exclude<Authority, 'control'>
  assets: Asset[]
}

const order = ['handedOver', 'commissioning', 'monitor'] as const

/** What is not ours now: handed over first, then what waits to be accepted, then what is only looked at. */
export function notOursNow(decisions: readonly Decision[], assets: readonly Asset[]): NotOurs[] {
  const authorityOf = new Map(decisions.map((decision) => [decision.assetId, decision.authority]))
  return order
    .map((authority) => ({
      authority,
      assets: assets.filter((asset) => isControllable(asset.kind) && authorityOf.get(asset.id) === authority),
    }))
    .filter((group) => group.assets.length > 0)
}
