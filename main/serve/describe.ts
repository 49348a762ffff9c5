import type { Person } from '../../domain/access.ts'
import type { DeviceTraits } from '../../domain/device.ts'
import type { PointRef, SiteDescription } from '../../domain/rpc/site.ts'
import type { DeviceConfig, SiteConfig } from '../../domain/site.ts'

/** What is known of the devices of a site, by device id. */
export interface KnownDevices {
  traits: { get(deviceId: string): DeviceTraits | undefined }
  /** Maker and model in words. */
  model: (definition: string) => string
}

/** Everything about the site that changes only with its file or its device models, for one person. */
export function describeSite(given: {
  site: SiteConfig
  devices: KnownDevices
  points: readonly PointRef[]
  version: string
  person: Person
}): SiteDescription {
  const { site, devices, points, version, person } = given
  const { peakShaving, surplusAbsorption } = site.controllers
  return {
    name: site.name,
    timeZone: site.timeZone,
    cycleMs: site.cycleMs,
    version,
    isSimulated: site.devices.some((device) => device.endpoint === 'simulated'),
    connection: site.connection,
    feeders: site.feeders,
    devices: site.devices.map((config) => describeDevice(config, devices)),
    assets: site.assets,
    points: [...points],
    ...(peakShaving && { peakShavingAboveKW: peakShaving.aboveKW }),
    ...(surplusAbsorption && { surplusExportAboveKW: surplusAbsorption.exportAboveKW }),
    person,
  }
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
