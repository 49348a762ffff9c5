import type { Asset } from '../../../domain/asset.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs, type HealthHistory, judgedEveryMs, stepMs, stepsPerDay } from '../history.ts'
import type { DepartureTable, KeptDeparture } from '../keep/departure-table.ts'
import type { StateTable } from '../keep/state-table.ts'
import { type AssetWatch, watchAsset } from './asset-watch.ts'
import { loadColumns } from './load-columns.ts'
import type { Columns } from './normal/rows.ts'
import { leadSteps } from './normal/rows.ts'
import { guardDays, type SignalState } from './normal/signal.ts'
import { againstPeers, peersOf } from './peers.ts'

/** What the watch over all assets is made of. */
export interface SiteWatchNeeds {
  assets: readonly Asset[]
  points: () => readonly PointRef[]
  history: HealthHistory
  departures: DepartureTable
  states: StateTable
  /** Assets that are no peers, says a technician. */
  apart: () => ReadonlySet<string>
  /** Called in order of time, once all assets are judged at an instant. */
  onJudged(at: EpochMs): void
}

/** Judgements worked off in one go before other work gets its turn. */
const atOnce = 4
const stateName = (assetId: string) => `normal ${assetId}`

/** Judges all assets against what is normal, four times a day, over what is stored. */
export function createSiteWatch(needs: SiteWatchNeeds) {
  const { assets, points, history, departures, states, apart, onJudged } = needs
  const delivered = points()
  const watches = new Map<string, AssetWatch>(
    assets.map((asset) => {
      const own = delivered.filter(({ assetId }) => assetId === asset.id).map(({ point }) => point)
      return [asset.id, watchAsset(asset, own, states.get<Record<string, SignalState>>(stateName(asset.id)))]
    }),
  )
  /** Judged up to here; nothing before it is announced a second time. */
  let judgedAt = states.get<EpochMs>('judged at')
  const judgeAll = (at: EpochMs, columns: ReadonlyMap<string, Columns>, to: number): KeptDeparture[] => {
    const found = new Map(
      [...watches].map(([id, watch]) => [id, watch.judge(columns.get(id) ?? new Map(), to - stepsPerDay, to)]),
    )
    const rows: KeptDeparture[] = []
    for (const [id, watch] of watches) {
      const peers = peersOf(watch.asset, assets, apart()).flatMap((peer) => found.get(peer) ?? [])
      const left = againstPeers(found.get(id) ?? new Map(), peers)
      watch.note({ at, departures: left })
      for (const [point, departure] of left) rows.push({ assetId: id, point, at, ...departure })
    }
    return rows
  }
  const learnAll = (at: EpochMs, columns: ReadonlyMap<string, Columns>, to: number): void => {
    for (const [id, watch] of watches)
      watch.learn(columns.get(id) ?? new Map(), to - stepsPerDay, to, Math.floor(at / dayMs) - 1)
  }
  const keep = (): void => {
    for (const [id, watch] of watches) states.set(stateName(id), watch.state())
    states.set('judged at', judgedAt)
  }
  /** Judgements at `first` and the ones after it up to `last`, over one reading of the store. */
  async function work(first: EpochMs, last: EpochMs): Promise<void> {
    const from = first - dayMs - leadSteps * stepMs
    const columns = await loadColumns({ assets, points: points(), history, from, until: last })
    for (let at = first; at <= last; at += judgedEveryMs) {
      const to = (at - from) / stepMs
      const isNew = judgedAt === undefined || at > judgedAt
      // after a restart the last days are looked at again, but not told a second time
      const found = isNew || at > (judgedAt ?? 0) - 3 * dayMs ? judgeAll(at, columns, to) : []
      if (isNew) departures.add(found)
      if (at % dayMs === 0) learnAll(at, columns, to)
      if (!isNew) continue
      judgedAt = at
      onJudged(at)
      if (at % dayMs === 0) keep()
    }
  }
  return {
    watches,
    judgedAt: () => judgedAt,
    /** Where judging begins after a start: far enough back that days which wait to be learned are seen again. */
    firstAt(oldest: EpochMs): EpochMs {
      const from =
        judgedAt === undefined ? oldest + dayMs : Math.max(oldest + dayMs, judgedAt - (guardDays + 1) * dayMs)
      return Math.ceil(from / judgedEveryMs) * judgedEveryMs
    },
    /** Judges from `first` on as far as is stored at `now`; gives where to go on. Errors: `Store.*`. */
    async advance(first: EpochMs, now: EpochMs, isStopped: () => boolean): Promise<EpochMs> {
      let next = first
      while (next <= now && !isStopped()) {
        const last = Math.min(next + (atOnce - 1) * judgedEveryMs, Math.floor(now / judgedEveryMs) * judgedEveryMs)
        await work(next, last)
        next = last + judgedEveryMs
      }
      return next
    },
    keep,
  }
}

/** Judges all assets against what is normal. */
export type SiteWatch = ReturnType<typeof createSiteWatch>
