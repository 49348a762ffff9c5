import type { Asset } from '../../domain/asset.ts'
import type { LinkStatus } from '../../domain/device.ts'

/**
 * Names for the links in use that are not encrypted: the assets the device speaks for, or the device itself. What is
 * not connected sends nothing.
 */
export function openLinkNames(
  links: readonly (Pick<LinkStatus, 'state' | 'security'> & { deviceId: string })[],
  assets: readonly Pick<Asset, 'name' | 'device'>[],
): string[] {
  return links
    .filter((link) => link.security === 'none' && link.state === 'connected')
    .flatMap(({ deviceId }) => {
      const names = assets.filter((asset) => asset.device === deviceId).map((asset) => asset.name)
      return names.length === 0 ? [deviceId] : names
    })
}
