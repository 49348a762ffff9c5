import { PowerchainError } from '../../../../domain/errors.ts'
import type { ListApplied, ListCheck } from '../../../../domain/rpc/field/field.ts'
import type { GivenFile, MadeFile } from '../../../../domain/rpc/files.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'

/** A file for the person to keep, with text as its contents. */
export function madeFile(name: string, mediaType: string, text: string): MadeFile {
  return { name, mediaType, base64: Buffer.from(text).toString('base64') }
}

const columns = (
  'device definition endpoint unit serial mode security asset kind name feeder ' +
  'ratedPowerKW ratedEnergyKWh chemistry container minPowerKW'
).split(' ')

/** The table of devices of a made-up site. A row with `wrong` in it has a fault. */
export function createDemoList(site: SiteDescription) {
  const checks = new Map<string, ListCheck>()
  const rows = () =>
    site.devices.map((device) => {
      const asset = site.assets.find((a) => a.device === device.id)
      const all: Record<string, unknown> = { ...asset, ...device, device: device.id, asset: asset?.id }
      return columns.map((column) => String(all[column] ?? '')).join(',')
    })

  function check(file: GivenFile): ListCheck {
    const lines = Buffer.from(file.base64, 'base64').toString('utf8').split(/\r?\n/).filter(Boolean)
    const ids = new Set(lines.slice(1).map((line) => line.split(',')[0] ?? ''))
    const known = new Set(site.devices.map((device) => device.id))
    const added = [...ids].filter((id) => !known.has(id))
    const removed = [...known].filter((id) => !ids.has(id))
    const wrong = lines.findIndex((line) => line.includes('wrong'))
    const result: ListCheck = {
      checkId: `check-${checks.size + 1}`,
      changes: [
        ...added.map((deviceId) => ({ deviceId, what: 'added' as const, details: ['with one asset'] })),
        ...removed.map((deviceId) => ({ deviceId, what: 'removed' as const, details: ['its asset goes with it'] })),
      ],
      faults:
        wrong < 0 ? [] : [{ row: wrong + 1, column: 'endpoint', expected: 'modbus-tcp://HOST:PORT or opc.tcp://…' }],
    }
    checks.set(result.checkId, result)
    return result
  }

  return {
    export: (format: string): MadeFile =>
      madeFile(`devices.${format}`, 'text/csv', [columns.join(','), ...rows(), ''].join('\r\n')),
    check,
    apply(checkId: string): ListApplied {
      if (!checks.has(checkId))
        throw new PowerchainError('Field.CheckOutdated', 'This check no longer holds; check again.')
      return { siteFile: 'site.yaml', keptAs: 'site.yaml.2026-04-14T12-32-08Z' }
    },
  }
}
