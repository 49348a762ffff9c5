import type { Asset } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs, type HealthHistory, judgedEveryMs, stepMs, stepsPerDay } from '../history.ts'
import type { DepartureTable, KeptDeparture } from '../keep/departure-table.ts'
import type { StateTable } from '../keep/state-table.ts'
import { type AssetWatch, watchAsset } from './asset-watch.ts'
import { loadColumns } from './load-columns.ts'
import type { Columns } from './normal/rows.ts'
import { leadSteps } from './normal/rows.ts'
import { type Departure, guardDays, type SignalState } from './normal/signal.ts'
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
type SiteColumns = ReadonlyMap<string, Columns>
const none: Columns = new Map()
const stateName = (assetId: string) => `normal ${assetId}`

/** Judges all assets against what is normal, four times a day, over what is stored. */
export class SiteWatch {
  readonly watches: ReadonlyMap<string, AssetWatch>
  readonly #needs: SiteWatchNeeds
  /** Judged up to here; nothing before it is announced a second time. */
  #judgedAt: EpochMs | undefined

  constructor(needs: SiteWatchNeeds) {
    const { assets, states } = needs
    const delivered = needs.points()
    this.#needs = needs
    this.#judgedAt = states.get<EpochMs>('judged at')
    this.watches = new Map(
      assets.map((asset) => {
        const own = delivered.filter(({ assetId }) => assetId === asset.id).map(({ point }) => point)
        return [asset.id, watchAsset(asset, own, states.get<Record<string, SignalState>>(stateName(asset.id)))]
      }),
    )
  }

  judgedAt(): EpochMs | undefined {
    return this.#judgedAt
  }

  /** Where judging begins after a start: far enough back that days which wait to be learned are seen again. */
  firstAt(oldest: EpochMs): EpochMs {
    const again = this.#judgedAt === undefined ? -Infinity : this.#judgedAt - (guardDays + 1) * dayMs
    return Math.ceil(Math.max(oldest + dayMs, again) / judgedEveryMs) * judgedEveryMs
  }

  /** Judges from `first` on as far as is stored at `now`; gives where to go on. Errors: `Store.*`. */
  async advance(first: EpochMs, now: EpochMs, isStopped: () => boolean): Promise<EpochMs> {
    let next = first
    while (next <= now && !isStopped()) {
      const last = Math.min(next + (atOnce - 1) * judgedEveryMs, Math.floor(now / judgedEveryMs) * judgedEveryMs)
      await this.#work(next, last)
      next = last + judgedEveryMs
    }
    return next
  }

  /** What was learned is on record when it returns. Errors: `Store.Failed`. */
  keep(): void {
    const { states } = this.#needs
    for (const [id, watch] of this.watches) states.set(stateName(id), watch.state())
    if (this.#judgedAt !== undefined) states.set('judged at', this.#judgedAt)
  }

  /** Judgements at `first` and the ones after it up to `last`, over one reading of the store. */
  async #work(first: EpochMs, last: EpochMs): Promise<void> {
    const { departures, onJudged } = this.#needs
    const from = first - dayMs - leadSteps * stepMs
    const columns = await loadColumns({ ...this.#needs, points: this.#needs.points(), from, until: last })
    for (let at = first; at <= last; at += judgedEveryMs) {
      const to = (at - from) / stepMs
      const isNew = this.#judgedAt === undefined || at > this.#judgedAt
      // after a restart the last days are looked at again, but not told a second time
      const found = isNew || at > (this.#judgedAt ?? 0) - 3 * dayMs ? this.#judge(at, columns, to) : []
      if (isNew) departures.add(found)
      if (at % dayMs === 0) this.#learn(at, columns, to)
      if (!isNew) continue
      this.#judgedAt = at
      onJudged(at)
      if (at % dayMs === 0) this.keep()
    }
  }

  #judge(at: EpochMs, columns: SiteColumns, to: number): KeptDeparture[] {
    const { assets, apart } = this.#needs
    const found = new Map<string, ReadonlyMap<PointName, Departure>>()
    for (const [id, watch] of this.watches) found.set(id, watch.judge(columns.get(id) ?? none, to - stepsPerDay, to))
    const rows: KeptDeparture[] = []
    for (const [id, watch] of this.watches) {
      const peers = peersOf(watch.asset, assets, apart()).flatMap((peer) => found.get(peer) ?? [])
      const left = againstPeers(found.get(id) ?? new Map(), peers)
      watch.note({ at, departures: left })
      for (const [point, departure] of left) rows.push({ assetId: id, point, at, ...departure })
    }
    return rows
  }

  #learn(at: EpochMs, columns: SiteColumns, to: number): void {
    for (const [id, watch] of this.watches)
      watch.learn(columns.get(id) ?? none, to - stepsPerDay, to, Math.floor(at / dayMs) - 1)
  }
}
