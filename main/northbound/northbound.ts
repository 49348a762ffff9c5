import { join } from 'node:path'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { Offered } from '../../domain/rpc/field/northbound.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { Image } from '../image.ts'
import { exportMap } from './export-map.ts'
import { startFault } from './fault.ts'
import { createIncidents } from './incidents.ts'
import { offeredPoints } from './map.ts'
import { registersOf } from './modbus/registers.ts'
import { createModbusServer } from './modbus/server.ts'
import { createOffer, notOffered } from './offer.ts'
import { createOpcUaServer } from './opc-ua/server.ts'
import { createShownValues, type Shown } from './shown.ts'

/** Our own values for other systems, read only. */
export interface Northbound {
  describe(): Offered
  exportMap(format: 'csv' | 'xlsx'): Promise<MadeFile>
  /** What is shown from now on; called after each completed cycle. */
  publish(image: Image): void
  /** The devices deliver other points than before; none that stays moves. */
  setPoints(points: readonly PointRef[]): void
  /** Servers that are asked for and do not run. */
  conditions(): AlarmCondition[]
  /** Starts what the site file asks for. Never rejects: what could not start says so in {@link describe}. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** What the servers are made of. */
export interface NorthboundNeeds {
  site: SiteConfig
  /** What the devices deliver, see `pointsOf`. */
  points: readonly PointRef[]
  /** Certificates are kept in `pki/northbound` of this folder. */
  dataDir: string
  version: string
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** The servers of a site; what its file does not ask for does not listen. */
export function createNorthbound(needs: NorthboundNeeds): Northbound {
  const { site, clock } = needs
  const { assets, cycleMs } = site
  const log = needs.log.with({ part: 'northbound' })
  const firstUnit = site.northbound?.modbus?.unit ?? 1
  const mapOf = (points: readonly PointRef[]) => offeredPoints({ assets, points, firstUnit })
  let points = mapOf(needs.points)
  const shown = createShownValues({ clock, cycleMs })
  const incidents = createIncidents({ clock, log, audit: needs.audit })
  const parts = { ...needs, assets, cycleMs, siteName: site.name, points: () => points, now: shown.now, incidents, log }
  const modbus = offerModbus(parts, site)
  const opcUa = offerOpcUa(parts, site)

  return {
    describe: () => ({ modbus: modbus.describe(), opcUa: opcUa.describe(), points }),
    exportMap: (format) => exportMap(format, { assets, points, firstUnit }),
    publish: shown.publish,
    setPoints(next) {
      points = mapOf(next)
      opcUa.refresh()
    },
    conditions: () => [...modbus.conditions(), ...opcUa.conditions()],
    async start() {
      await Promise.all([modbus.start(), opcUa.start()])
    },
    async stop() {
      await Promise.all([modbus.stop(), opcUa.stop()])
      incidents.stop()
    },
  }
}

type Parts = Omit<Parameters<typeof createModbusServer>[0], 'config' | 'registers'> &
  Omit<Parameters<typeof createOpcUaServer>[0], 'config' | 'pkiFolder'> & { log: Log }

function offerModbus(parts: Parts, { northbound, assets }: SiteConfig) {
  const config = northbound?.modbus
  if (!config) return notOffered
  let from: Shown | undefined
  let units: readonly Buffer[] = []
  const registers = (unit: number) => {
    const now = parts.now()
    // made once for a picture, and only when somebody asks
    if (now !== from) units = registersOf(now, assets)
    from = now
    return units[unit]
  }
  const create = () => createModbusServer({ ...parts, config, registers })
  return createOffer({
    ...parts,
    name: 'Modbus',
    code: 'modbus',
    create,
    faultOf: (error) => startFault(error, 'modbus', config),
  })
}

function offerOpcUa(parts: Parts & { dataDir: string }, { northbound }: SiteConfig) {
  const config = northbound?.opcUa
  if (!config) return notOffered
  const pkiFolder = join(parts.dataDir, 'pki', 'northbound')
  const create = () => createOpcUaServer({ ...parts, config, pkiFolder })
  return createOffer({
    ...parts,
    name: 'OPC UA',
    code: 'opcUa',
    create,
    faultOf: (error) => startFault(error, 'opcUa', config),
  })
}
