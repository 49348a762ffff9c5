import { type SiteConfig, siteSchema } from '../../../domain/site.ts'
import { pointNames, type PointName } from '../../../domain/points.ts'
import { noReading, type Reading } from '../../../domain/reading.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { Image } from '../../../main/image.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createNorthbound, type Northbound } from '../../../main/northbound/northbound.ts'

const container = { kind: 'container', container: 'sha256' }
const kinds: Record<string, object> = {
  grid: { kind: 'grid' },
  battery: { kind: 'battery', chemistry: 'liIon', ratedPowerKW: 500, ratedEnergyKWh: 1_000 },
}

/** A site with a grid meter, a battery and containers. */
export function siteOf(containers = 1): SiteConfig {
  const ids = ['grid', 'battery', ...Array.from({ length: containers }, (_, n) => `container-${n + 1}`)]
  return siteSchema.parse({
    version: 1,
    name: 'Test site',
    connection: { importLimitKW: 3_000, exportLimitKW: 1_000 },
    devices: ids.map((id) => ({ id, definition: 'a/b', endpoint: 'modbus-tcp://127.0.0.1:1' })),
    assets: ids.map((id) => Object.assign({ id, name: `The ${id}`, device: id }, kinds[id] ?? container)),
  })
}

/** Every device of the site gives these points. */
export function pointsFor(site: SiteConfig, names: readonly PointName[] = pointNames): PointRef[] {
  return site.assets.flatMap(({ id }) => names.map((point) => ({ assetId: id, point })))
}

/** An image that holds these readings, keyed `asset point`, and no others. */
export function imageOf(options: { at: number; cycle: number; readings: Record<string, Reading> }): Image {
  const { at, cycle, readings } = options
  const reading = (assetId: string, point: PointName) => readings[`${assetId} ${point}`] ?? noReading
  return { at, cycle, reading, value: (id, point) => reading(id, point).value ?? undefined, link: () => undefined }
}

/** The servers of a site on free ports, and what they write into the audit trail. */
export function createForTest(options: {
  site: SiteConfig
  dataDir: string
  clock: Clock
  modbus?: Partial<NonNullable<NonNullable<SiteConfig['northbound']>['modbus']>>
  opcUa?: Partial<NonNullable<NonNullable<SiteConfig['northbound']>['opcUa']>>
}): { northbound: Northbound; audited: AuditEntry[] } {
  const { site, dataDir, clock, modbus, opcUa } = options
  const audited: AuditEntry[] = []
  const at = { host: '127.0.0.1', port: 0 }
  const northbound = createNorthbound({
    site: {
      ...site,
      northbound: {
        ...(modbus && { modbus: { ...at, unit: 1, ...modbus } }),
        ...(opcUa && { opcUa: { ...at, ...opcUa } }),
      },
    },
    points: pointsFor(site),
    dataDir,
    version: '1.0.0',
    audit: (entry) => void audited.push(entry),
    clock,
    log: silentLog,
  })
  return { northbound, audited }
}

/** Port of an endpoint as people are told it. */
export function portOf(endpoint: string): number {
  return Number(/:(\d+)\//.exec(endpoint)?.[1])
}
