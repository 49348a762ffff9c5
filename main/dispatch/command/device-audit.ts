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
  return (links: ReadonlyMap<string, LinkStatus>): void => {
    for (const [deviceId, { notes = [] }] of links)
      for (const { kind, at, text, point } of notes) {
        const action = actions[kind]
        const key = `${deviceId} ${kind} ${point}`
        if (action === undefined || written.get(key) === at) continue
        written.set(key, at)
        const asset = site.assets.find((a) => a.device === deviceId)
        const about = asset ? { assetId: asset.id } : {}
        audit({ person: 'engine', action, ...about, detail: `${asset?.name ?? deviceId}: ${text}` })
      }
  }
}
