import type { Device } from '../domain/device.ts'
import type { PointRef } from '../domain/rpc/site.ts'
import type { SiteConfig } from '../domain/site.ts'

/** The point dictionary: every point that a device delivers for an asset, asset by asset. */
export function pointsOf(site: SiteConfig, devices: ReadonlyMap<string, Pick<Device, 'traits'>>): PointRef[] {
  return site.assets.flatMap((asset) =>
    (devices.get(asset.device)?.traits.points ?? []).map((point) => ({ assetId: asset.id, point })),
  )
}
