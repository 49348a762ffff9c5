import type { DeviceNote, LinkStatus } from '../../../domain/device.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'

/** What is kept for ever of what devices did by themselves. */
const actions: Partial<Record<DeviceNote['kind'], string>> = {
  replaced: 'MeterReplaced',
  restarted: 'DeviceRestarted',
  jumped: 'CounterJumped',
}

/** Writes a row for each new event of a device: with both serial numbers and readings, so that energy can be settled by them. */
export function createDeviceAudit({ site, audit }: { site: SiteConfig; audit: WriteAudit }) {
  const written = new Map<string, EpochMs>()
  const write = (deviceId: string, action: string, what: { key: string; at: EpochMs; text: string }) => {
    const key = `${deviceId} ${what.key}`
    if (written.get(key) === what.at) return
    written.set(key, what.at)
    const asset = site.assets.find((a) => a.device === deviceId)
    const about = asset ? { assetId: asset.id } : {}
    audit({ person: 'engine', action, ...about, detail: `${asset?.name ?? deviceId}: ${what.text}` })
  }
  return (links: ReadonlyMap<string, LinkStatus>): void => {
    for (const [deviceId, { state, since, detail, notes = [] }] of links) {
      if (state === 'wrongIdentity') write(deviceId, 'DeviceRefused', { key: detail, at: since, text: detail })
      for (const { kind, at, text, point } of notes) {
        const action = actions[kind]
        if (action !== undefined) write(deviceId, action, { key: `${kind} ${point}`, at, text })
      }
    }
  }
}
