import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Feed } from '../health/feed.ts'
import type { StateTable } from '../health/keep/state-table.ts'
import type { Stores } from '../stores.ts'
import { type MakePast, storePast } from './made-past.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
/** A past beyond this teaches nothing about machines of today. */
const longestPastMs = 400 * dayMs
/** Detectors begin with what they would remember of it. */
const learnedDays = 8
/** Rows given to the detectors in one go: some milliseconds of this thread. */
const rowsAtOnce = 10

/** First day of which anything is stored, by the powers of the assets. Errors: `Store.*`. */
export async function oldestStored(
  historian: Pick<Stores['historian'], 'rollUps'>,
  points: readonly PointRef[],
  now: EpochMs,
): Promise<EpochMs> {
  const from = Math.floor((now - longestPastMs) / dayMs) * dayMs
  const to = Math.ceil(now / dayMs) * dayMs
  let oldest = now
  for (const { assetId, point } of points.filter((one) => one.point === 'activePowerKW')) {
    const { mean } = await historian.rollUps({ assetId, point, from, to, buckets: (to - from) / dayMs })
    const first = mean.findIndex((value) => !Number.isNaN(value))
    if (first >= 0) oldest = Math.min(oldest, from + first * dayMs)
  }
  return oldest
}

/**
 * At the first start of a simulated site whose file asks for it: once, and only where nothing is stored before. One that was cut
 * off is made again to the same end. Errors: `Store.*`.
 */
export async function fillPast(given: {
  site: Pick<SiteConfig, 'health'>
  make: MakePast | undefined
  states: StateTable
  historian: Pick<Stores['historian'], 'rollUps' | 'insertRows'>
  points: () => readonly PointRef[]
  clock: Pick<Clock, 'now'>
  log: Log
  isOver: () => boolean
}): Promise<void> {
  const { site, make, states, historian, points, clock, log, isOver } = given
  const days = site.health.simulatedPastDays
  if (!make || days === 0 || states.get('past made')) return
  const begun = states.get<EpochMs>('past begun')
  const now = begun ?? clock.now()
  if (begun === undefined && (await oldestStored(historian, points(), now)) < now - dayMs) return
  states.set('past begun', now)
  log.info('the past of the simulated site is being made', { days })
  await storePast(await make(days, now), historian, isOver)
  if (isOver()) return
  states.set('past made', true)
  log.info('the past of the simulated site is made', { days })
}

/** Lets the detectors learn from the last days that are stored, in slices that don't hold up the cycle. Errors: `Store.*`. */
export async function learnPast(given: {
  feed: Feed
  historian: Pick<Stores['historian'], 'rollUps'>
  clock: Clock
  isOver: () => boolean
}): Promise<void> {
  const { feed, historian, clock, isOver } = given
  const points = feed.points()
  const until = Math.floor(clock.now() / minuteMs) * minuteMs
  const first = await oldestStored(historian, points, until)
  feed.setLearning(true)
  try {
    for (let from = Math.max(first, until - learnedDays * dayMs); from < until && !isOver(); from += 6 * hourMs) {
      const to = Math.min(until, from + 6 * hourMs)
      const buckets = (to - from) / minuteMs
      const columns: Float64Array[] = []
      for (const { assetId, point } of points)
        columns.push((await historian.rollUps({ assetId, point, from, to, buckets })).mean)
      await learnRows(feed, columns, { from, buckets, clock, isOver })
    }
  } finally {
    feed.setLearning(false)
  }
}

async function learnRows(
  feed: Feed,
  columns: readonly Float64Array[],
  { from, buckets, clock, isOver }: { from: EpochMs; buckets: number; clock: Clock; isOver: () => boolean },
): Promise<void> {
  for (let row = 0; row < buckets && !isOver(); row += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, buckets - row) }, (_, i) => ({
      at: from + (row + i) * minuteMs,
      value: Float64Array.from(columns, (column) => column[row + i] ?? Number.NaN),
    }))
    // a span in which nothing ran teaches nothing
    feed.learn(rows.filter(({ value }) => value.some((one) => !Number.isNaN(one))))
    await new Promise<void>((resolve) => void clock.after(0, resolve))
  }
}
