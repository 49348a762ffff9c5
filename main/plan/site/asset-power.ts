import { type Asset, assetStateOf, isControllable } from '../../../domain/asset.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { SiteView } from './site-view.ts'

/** Whether the plan may count on an asset: ours to steer, its link up, no fault. */
export function isPlannable({ authorityOf, image }: SiteView, asset: Asset): boolean {
  if (!isControllable(asset.kind) || authorityOf(asset.id) !== 'control') return false
  const state = assetStateOf(image.value(asset.id, 'state'))
  return image.value(asset.id, 'activePowerKW') !== undefined && state !== 'fault' && state !== 'out of service'
}

/**
 * Power that a person or the grid has set for the asset in each step, kW, positive into the bus; `undefined` where the
 * plan is free.
 */
export function orderedPowerKW(
  { instructions }: SiteView,
  assetId: string,
  edges: readonly EpochMs[],
): (KW | undefined)[] {
  const orders = instructions.filter(
    (one) =>
      one.assetId === assetId &&
      one.kind === 'setpoint' &&
      (one.subject ?? 'asset') === 'asset' &&
      one.state !== 'cancelled' &&
      one.state !== 'completed',
  )
  return edges.slice(1).map((until, t) => {
    const middle = ((edges[t] ?? until) + until) / 2
    return orders.find((one) => one.from <= middle && middle < one.until)?.powerKW
  })
}

/** Largest magnitude that limits on the asset leave in each step, kW, in one direction. */
export function limitedKW(
  { instructions }: SiteView,
  assetId: string,
  edges: readonly EpochMs[],
  { mostKW, sign }: { mostKW: KW; sign: 1 | -1 },
): KW[] {
  const limits = instructions.filter(
    (one) =>
      one.assetId === assetId &&
      one.kind === 'limit' &&
      (one.subject ?? 'asset') === 'asset' &&
      one.state !== 'cancelled',
  )
  return edges.slice(1).map((until, t) => {
    const middle = ((edges[t] ?? until) + until) / 2
    const holding = limits.filter((one) => one.from <= middle && middle < one.until && sign * one.powerKW >= 0)
    return holding.reduce((least, one) => Math.min(least, Math.abs(one.powerKW)), mostKW)
  })
}
