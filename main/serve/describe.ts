import type { Person } from '../../domain/access.ts'
import type { DeviceTraits } from '../../domain/device.ts'
import type { PointRef, SiteDescription } from '../../domain/rpc/site.ts'
import type { DeviceConfig, SiteConfig } from '../../domain/site.ts'

/** What is known of the devices of a site, by device id. */
export interface KnownDevices {
  traits: ReadonlyMap<string, DeviceTraits>
  /** Maker and model in words. */
  model: (definition: string) => string
}

/** The point dictionary: every point that a device delivers for an asset, asset by asset. */
export function pointsOf(site: SiteConfig, { traits }: Pick<KnownDevices, 'traits'>): PointRef[] {
  return site.assets.flatMap((asset) =>
    (traits.get(asset.device)?.points ?? []).map((point) => ({ assetId: asset.id, point })),
  )
}

/** Everything about the site that does not change while it runs, for one person. */
export function describeSite(given: {
  site: SiteConfig
  devices: KnownDevices
  version: string
}): (person: Person) => SiteDescription {
  const { site, devices, version } = given
  const { peakShaving, surplusAbsorption } = site.controllers
  const description: Omit<SiteDescription, 'person'> = {
    name: site.name,
    timeZone: site.timeZone,
    cycleMs: site.cycleMs,
    version,
    isSimulated: site.devices.some((device) => device.endpoint === 'simulated'),
    connection: site.connection,
    feeders: site.feeders,
    devices: site.devices.map((config) => describeDevice(config, devices)),
    assets: site.assets,
    points: pointsOf(site, devices),
    ...(peakShaving && { peakShavingAboveKW: peakShaving.aboveKW }),
    ...(surplusAbsorption && { surplusExportAboveKW: surplusAbsorption.exportAboveKW }),
  }
  return (person) => ({ ...description, person })
}

function describeDevice(config: DeviceConfig, { traits, model }: KnownDevices): SiteDescription['devices'][number] {
  const { acceptsSetpoint = false, watchdogMs, safeState } = traits.get(config.id) ?? {}
  return {
    ...config,
    model: model(config.definition),
    isControlled: acceptsSetpoint && config.mode !== 'monitor',
    ...(watchdogMs !== undefined && { watchdogMs }),
    ...(safeState !== undefined && { safeState }),
  }
}
