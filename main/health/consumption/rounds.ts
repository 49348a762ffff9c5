import type { Asset } from '../../../domain/asset.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { siteAspects } from './excess/aspects/site-aspects.ts'
import { createExcessBook, type ExcessBook, fiveMinutesMs, type LocalTime } from './excess/excess-book.ts'
import { feed } from './excess/feed.ts'
import type { ConsumptionHistory } from './history.ts'
import type { Kept } from './keep.ts'
import { createDisaggregation, type Disaggregation } from './loads/disaggregation.ts'
import type { MeterCheck } from './metering/check.ts'
import { meterChecks } from './metering/meter-checks.ts'

/** All that is learned of a site's consumption, and how it goes on. */
export interface Rounds {
  /** Takes in what was stored up to `now`; ends early once `signal` asks for it. Errors: `Store.*`. */
  round(now: EpochMs, signal: AbortSignal): Promise<void>
  loads: ReadonlyMap<string, Disaggregation>
  book: ExcessBook
  meters(): readonly MeterCheck[]
  state(): Kept
}

const [hourMs, dayMs]: [Ms, Ms] = [3_600_000, 86_400_000]
/** How far a start without a past looks back: raw readings of loads, means of five minutes of all. */
const [loadBackMs, excessBackMs]: [Ms, Ms] = [3 * dayMs, 60 * dayMs]
/** Meters are held against each other so often. */
const checkEveryMs: Ms = 6 * hourMs

/** Rounds over the history of a site, from where they were left. In slices of at most a day, so that nothing waits for them. */
export function createRounds(given: {
  assets: readonly Asset[]
  history: ConsumptionHistory
  time: LocalTime
  kept: Kept
  /** Lets the control loop have its turn. */
  pause(): Promise<void>
}): Rounds {
  const { assets, history, time, kept, pause } = given
  const aspects = siteAspects(assets)
  const loads = new Map(
    assets
      .filter(({ kind }) => kind === 'load')
      .map(({ id }) => [id, createDisaggregation(id, kept.loads[id])] as const),
  )
  const book = createExcessBook(aspects, time, kept.excess?.state)
  let excessUntil = kept.excess?.doneUntil ?? -Infinity
  let meters: { at: EpochMs; checks: MeterCheck[] } = { at: -Infinity, checks: [] }

  async function disaggregate(now: EpochMs, signal: AbortSignal): Promise<void> {
    for (const [assetId, load] of loads)
      for (let from = Math.max(load.doneUntil(), now - loadBackMs); from < now && !signal.aborted;) {
        const to = Math.min(now, (Math.floor(from / hourMs) + 1) * hourMs)
        const { at, value } = await history.readings({ assetId, point: 'activePowerKW', from, to })
        load.take({ at, powerKW: value }, to)
        from = to
      }
  }
  async function compare(now: EpochMs, signal: AbortSignal): Promise<void> {
    const end = Math.floor(now / fiveMinutesMs) * fiveMinutesMs
    let from = Math.max(excessUntil, Math.ceil((now - excessBackMs) / fiveMinutesMs) * fiveMinutesMs)
    while (from < end && !signal.aborted) {
      const to = Math.min(end, from + dayMs)
      await feed({ assets, aspects, history, pause }, book, { from, to })
      from = to
      excessUntil = to
    }
  }
  return {
    async round(now, signal) {
      await disaggregate(now, signal)
      await compare(now, signal)
      if (now - meters.at < checkEveryMs || signal.aborted) return
      meters = { at: now, checks: await meterChecks({ assets, history, now, dayWords: time.dayWords }) }
    },
    loads,
    book,
    meters: () => meters.checks,
    state: () => ({
      loads: Object.fromEntries([...loads].map(([id, load]) => [id, load.state()])),
      excess: { doneUntil: excessUntil, state: book.state() },
    }),
  }
}
