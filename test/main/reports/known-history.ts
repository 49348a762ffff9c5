import type { PointName } from '../../../domain/points.ts'
import { type SiteConfig, siteSchema } from '../../../domain/site.ts'
import { emptyRollUps, spread, usableMs } from '../../../main/historian/readings/roll-up.ts'
import { createKpis } from '../../../main/alarms/kpis/kpis.ts'
import type { JournalRow } from '../../../domain/rpc/alarms.ts'
import type { ProofSummary } from '../../../domain/rpc/dispatch/proof.ts'
import type { ReportData } from '../../../main/reports/report-data.ts'

/** A value that held from one instant to another. */
export type Held = readonly [from: number, to: number, value: number]

/** A history of which the truth is known: values by `asset.point`, alarm rows, a price. */
export interface KnownHistory {
  values: Partial<Record<`${string}.${PointName}`, readonly Held[]>>
  alarms?: readonly JournalRow[]
  orders?: readonly ProofSummary[]
  priceEurPerMWh?: (at: number) => number | null
}

/** The history as reports ask for it. */
export function knownHistory({
  values,
  alarms = [],
  orders = [],
  priceEurPerMWh = () => null,
}: KnownHistory): ReportData {
  return {
    async steps({ assetId, point, from, to, steps }) {
      const rolled = emptyRollUps(from, (to - from) / steps, steps)
      for (const [begin, end, value] of values[`${assetId}.${point}`] ?? [])
        if (begin < to && end > from) spread(rolled, Math.max(begin, from), Math.min(end, to), { value, quality: 0 })
      const { stepMs, min, max, mean } = rolled
      return { from, stepMs, min, max, mean, usableMs: mean.map((_, step) => usableMs(rolled, step)) }
    },
    alarmKpis: async (from, to) => {
      const kpis = createKpis({ from, to })
      for (const row of alarms) kpis.add(row)
      return kpis.finish([])
    },
    standingAt: async (at) => {
      const before = alarms.filter((row) => row.at <= at)
      const isOver = (id: string) => before.some((row) => row.alarmId === id && row.event === 'returned')
      const standing = before.filter((row) => row.event === 'raised' && !isOver(row.alarmId))
      return standing.map(({ at, priority, text, assetId = null }) => ({ at, priority, text, assetId }))
    },
    orders: async (from, to) => orders.filter(({ order }) => order.from >= from && order.from < to),
    priceEurPerMWh,
  }
}

const device = (id: string) => ({ id, definition: 'x/y', endpoint: 'modbus-tcp://192.0.2.1:502' })

/** A small site near Stockholm. */
export const site: SiteConfig = siteSchema.parse({
  version: 1,
  name: 'Proof site',
  timeZone: 'Europe/Stockholm',
  connection: { importLimitKW: 2_000, exportLimitKW: 1_000, nominalVoltageV: 400 },
  devices: ['grid', 'battery', 'container-1'].map(device),
  assets: [
    { kind: 'grid', id: 'grid', name: 'Grid', device: 'grid' },
    {
      kind: 'battery',
      id: 'battery',
      name: 'Battery',
      device: 'battery',
      chemistry: 'liIon',
      ratedPowerKW: 500,
      ratedEnergyKWh: 1_000,
    },
    { kind: 'container', id: 'container-1', name: 'Container 1', device: 'container-1', container: 'sha256Current' },
  ],
})

/** Milliseconds of minutes, hours. */
export const minutes = (n: number) => n * 60_000
/** Milliseconds of hours. */
export const hours = (n: number) => n * 3_600_000
