import { isControllable } from '../../domain/asset.ts'
import type { Device } from '../../domain/device.ts'
import type { Commissioned, DeviceCheck } from '../../domain/rpc/field/commissioning.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { pulseChecks, unchecked } from './checks/checks.ts'
import type { Records } from './records.ts'
import type { Stamps } from './stamps.ts'

/** What the standing of a device is judged by. */
export interface StandingNeeds {
  site: SiteConfig
  devices: ReadonlyMap<string, Pick<Device, 'traits'>>
  stamps: Stamps
  records: Records
  audit: WriteAudit
}

/** How far each device has come, as the device is now. Errors: `Field.UnknownDevice`. */
export interface Standing {
  isAccepted(deviceId: string): boolean
  list(): Commissioned[]
  of(deviceId: string): Commissioned
  /** What stands against steering the device; empty when nothing does. */
  obstacles(deviceId: string): string[]
  /** Ends acceptances of what is no longer the same box or the same definition. */
  review(): void
}

/** The standing of the devices of a site. */
export function createStanding(needs: StandingNeeds): Standing {
  const { site, stamps, records } = needs
  const isAccepted = (deviceId: string) => stamps.current(deviceId, records.acceptance.get(deviceId)) !== undefined
  return {
    isAccepted,
    of: (deviceId) => commissioned(needs, deviceId),
    list: () => site.devices.map(({ id }) => commissioned(needs, id)),
    obstacles: (deviceId) => obstacles(needs, deviceId),
    review() {
      for (const { id } of site.devices) if (records.acceptance.get(id) && !isAccepted(id)) reopen(needs, id)
    },
  }
}

function commissioned(needs: StandingNeeds, deviceId: string): Commissioned {
  const { site, stamps, records } = needs
  const { definition, mode } = stamps.deviceOf(deviceId)
  const acceptance = stamps.current(deviceId, records.acceptance.get(deviceId))
  return {
    deviceId,
    assetId: site.assets.find((asset) => asset.device === deviceId)?.id ?? '',
    definition,
    serial: stamps.of(deviceId).serial,
    state: acceptance ? 'accepted' : mode === 'commissioning' ? 'open' : 'notAsked',
    checks: checksOf(needs, deviceId),
    ...(acceptance && { acceptedBy: acceptance.by, acceptedAt: acceptance.at, note: acceptance.note }),
  }
}

function checksOf({ stamps, records }: StandingNeeds, deviceId: string): DeviceCheck[] {
  const examined = stamps.current(deviceId, records.examination.get(deviceId))
  const pulse = stamps.current(deviceId, records.pulse.get(deviceId))
  return [...(examined?.checks ?? unchecked()), ...pulseChecks(pulse?.result)]
}

function obstacles(needs: StandingNeeds, deviceId: string): string[] {
  const { stamps, records } = needs
  const checks = checksOf(needs, deviceId)
  const failed = checks.filter(({ result }) => result === 'fail').map(({ title, detail }) => `${title}: ${detail}`)
  const isExamined = stamps.current(deviceId, records.examination.get(deviceId)) !== undefined
  const isProven = checks.some(({ id, result }) => id === 'direction' && result === 'pass')
  return [
    ...failed,
    ...(isExamined ? [] : ['nobody has examined it as it is now']),
    ...(isProven || !isSteered(needs, deviceId) ? [] : ['no test pulse has shown the right direction']),
  ]
}

function isSteered({ site, devices }: StandingNeeds, deviceId: string): boolean {
  const asset = site.assets.find(({ device }) => device === deviceId)
  return asset !== undefined && isControllable(asset.kind) && devices.get(deviceId)?.traits.acceptsSetpoint === true
}

function reopen({ records, audit }: StandingNeeds, deviceId: string): void {
  const detail = `${deviceId} is no longer what was accepted: another serial number or a changed definition.`
  audit({ person: 'engine', action: 'AcceptanceReopened', detail })
  records.acceptance.delete(deviceId)
}
