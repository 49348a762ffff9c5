import type { Commissioned } from '../../../domain/rpc/field/commissioning.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Records } from '../records.ts'
import type { Standing } from '../standing.ts'
import { instantWords } from './instant.ts'

/** One device in the report. */
export interface ReportedDevice extends Commissioned {
  assetName: string
  endpoint: string
  mode: string
  /** In words: who accepted it and when, or that nobody did. */
  acceptance: string
  /** In words: who looked and when. */
  examined: string
  /** Figures of the last test pulse; empty without one. */
  pulse: string
}

/** What the report says, whatever it is written in. */
export interface ReportContents {
  site: string
  version: string
  /** In words. */
  madeAt: string
  timeZone: string
  devices: ReportedDevice[]
}

/** What the report is made of. */
export interface ReportNeeds {
  site: SiteConfig
  version: string
  standing: Pick<Standing, 'list'>
  records: Pick<Records, 'examination' | 'pulse'>
  now: EpochMs
}

/** Gathers what is known of every device of a site. */
export function reportContents({ site, version, standing, records, now }: ReportNeeds): ReportContents {
  const when = (at: EpochMs) => instantWords(at, site.timeZone)
  const devices = standing.list().map((one): ReportedDevice => {
    const config = site.devices.find(({ id }) => id === one.deviceId)
    const examined = records.examination.get(one.deviceId)
    const pulse = records.pulse.get(one.deviceId)
    return Object.assign(one, {
      assetName: site.assets.find(({ id }) => id === one.assetId)?.name ?? '',
      endpoint: `${config?.endpoint ?? ''}${config && config.endpoint.startsWith('modbus') ? ` unit ${config.unit}` : ''}`,
      mode: config?.mode ?? '',
      acceptance: acceptanceWords(one, when),
      examined: examined ? `${when(examined.at)} by ${examined.by}` : '',
      pulse: pulse ? `${pulse.byKW} kW, ${when(pulse.at)} by ${pulse.by}: ${figures(pulse.result)}` : '',
    })
  })
  return { site: site.name, version, madeAt: when(now), timeZone: site.timeZone, devices }
}

function acceptanceWords({ state, acceptedBy, acceptedAt, note }: Commissioned, when: (at: EpochMs) => string): string {
  if (state === 'notAsked') return 'not asked: the site file decides'
  if (state === 'open' || acceptedAt === undefined) return 'not accepted'
  return `accepted by ${acceptedBy ?? ''}, ${when(acceptedAt)}${note ? `: ${note}` : ''}`
}

function figures({
  direction,
  responseMs,
  devicePct,
  sitePct,
}: NonNullable<ReturnType<Records['pulse']['get']>>['result']): string {
  const response = responseMs === null ? 'no response time' : `${(responseMs / 1_000).toFixed(1)} s to 90 %`
  return `${direction}, ${response}, own meter ${devicePct ?? '-'} %, other meters ${sitePct ?? '-'} %`
}
