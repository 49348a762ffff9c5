import type { LinkStatus } from '../../../domain/device.ts'
import { type Quality, qualities } from '../../../domain/reading.ts'
import type { EngineStatus, LiveMessage, ReadingColumns } from '../../../domain/rpc/live.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { ServedSite } from '../served-site.ts'

/** Everything a live message may carry, at one instant; made once for all subscribers. */
export interface Frame extends Omit<Extract<LiveMessage, { type: 'snapshot' }>, 'type' | 'seq' | 'readings'> {
  /** Columns over all points, in the order of the dictionary. */
  values: readonly (number | null)[]
  qualities: readonly number[]
  instants: readonly EpochMs[]
}

/** Figures of a link that change with every answer are shown no more often than this. */
const linkFiguresMs: Ms = 1_000

/** Beyond it a flood is no longer read but counted; the list begins with the most important, the journal has all. */
const mostAlarms = 500

const codes = new Map<Quality, number>(qualities.map((quality, code) => [quality, code]))

/** Makes frames of the site as it is now. */
export function createFrames(site: ServedSite, monotonicMs: () => Ms): () => Frame {
  const links = createLinks(site, monotonicMs)
  return () => {
    const { control, points } = site
    const image = control.image()
    const readings = points.map(({ assetId, point }) => image.reading(assetId, point))
    return {
      at: Math.round(image.at),
      values: readings.map((reading) => (Number.isFinite(reading.value) ? reading.value : null)),
      qualities: readings.map((reading) => codes.get(reading.quality) ?? 0),
      instants: readings.map((reading) => Math.round(reading.at)),
      status: statusOf(site, readings.filter((reading) => reading.quality === 'good').length),
      headroom: control.headroom(),
      decisions: [...control.decisions()],
      instructions: [...control.instructions()],
      services: [...control.services()],
      alarms: site.alarms.list().slice(0, mostAlarms),
      alarmSituation: site.alarms.situation(),
      links: links(),
    }
  }
}

/** The columns of all points of a frame. */
export function allReadings({ values, qualities: q, instants }: Frame): ReadingColumns {
  return { i: values.map((_, i) => i), v: [...values], q: [...q], t: [...instants] }
}

function statusOf(site: ServedSite, pointsGood: number): EngineStatus {
  const links = site.links()
  const status: EngineStatus = {
    ...site.control.vitals(),
    devicesAnswering: links.filter(({ status: { state } }) => state === 'connected').length,
    devicesTotal: links.length,
    pointsGood,
    pointsTotal: site.points.length,
    historianBytes: site.historian.bytes(),
    historianState: site.historian.state(),
    priceEurPerMWh: site.priceEurPerMWh(),
    plan: site.planner.status(),
  }
  return site.simulatedTime ? { ...status, simulatedTime: site.simulatedTime() } : status
}

function createLinks(site: ServedSite, monotonicMs: () => Ms): () => Frame['links'] {
  let shown: Frame['links'] = []
  let key = ''
  let dueAtMs = -Infinity
  return () => {
    const links = site.links()
    const nowKey = links.map(({ status }) => `${status.state} ${status.since} ${status.detail}`).join('\n')
    if (nowKey === key && monotonicMs() < dueAtMs) return shown
    key = nowKey
    dueAtMs = monotonicMs() + linkFiguresMs
    shown = links.map(({ deviceId, status }) => shownLink(deviceId, status))
    return shown
  }
}

function shownLink(deviceId: string, { notes, ...status }: LinkStatus): Frame['links'][number] {
  return {
    deviceId,
    ...status,
    ...(notes ? { notes: notes.map((note) => Object.assign({ ...note }, { at: Math.round(note.at) })) } : {}),
    since: Math.round(status.since),
    answerRatio: Math.round(status.answerRatio * 100) / 100,
    latencyMs: Math.round(status.latencyMs * 10) / 10,
  }
}
