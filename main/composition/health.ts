import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createHealth, type Health, type HeardRules } from '../health/health.ts'
import type { PriceBook } from '../prices/prices.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** What health is opened with. */
export interface OpenHealth {
  site: SiteConfig
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

/** What is stored is judged anew after so long. */
const judgeMs = 60_000
const dayMs = 86_400_000
/** A past beyond this teaches nothing about machines of today. */
const longestPastMs = 400 * dayMs
/** Price of energy while none is known, EUR/MWh; only ranks what waiting costs. */
const usualEurPerMWh = 60

/** The health of the site's equipment over what is stored; advice only. */
export function openHealth(
  { site, dataDir, clock, log, teardown }: OpenHealth,
  { db, historian, audit }: Pick<Stores, 'db' | 'historian' | 'audit'>,
  { points, prices, rules }: { points: () => readonly PointRef[]; prices: PriceBook; rules: HeardRules },
): Health & { open(): void } {
  const health = createHealth({
    site,
    dataDir,
    db,
    points,
    history: {
      async means({ assetId, point, from, until, stepMs }) {
        const buckets = Math.round((until - from) / stepMs)
        return (await historian.rollUps({ assetId, point, from, to: until, buckets })).mean
      },
    },
    verdicts: () => [],
    rules,
    familyOf: () => undefined,
    trained: () => ({ models: [], training: { state: 'idle', words: '', lastAt: null } }),
    train: () => undefined,
    eurPerMWh: (at) => prices.priceAt(at) ?? usualEurPerMWh,
    audit: audit.write,
    clock,
    log,
  })
  let oldest: Promise<EpochMs> | undefined
  const judge = (): void => {
    oldest ??= oldestStored(historian, points(), clock.now())
    oldest
      .then((from) => health.advance(from, clock.now()))
      .catch((error: Error) => log.warn('the health of equipment could not be judged', { reason: error.message }))
  }
  return {
    ...health,
    open() {
      health.start()
      const stop = clock.every(judgeMs, judge)
      teardown.add('health', async () => {
        stop()
        await health.stop()
      })
    },
  }
}

/** First day of which anything is stored, by the points of the assets' powers. */
async function oldestStored(
  historian: Stores['historian'],
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
