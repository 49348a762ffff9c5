import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createHealth, type Health } from '../health/health.ts'
import type { HeardRules } from '../health/diagnosis/heard-rules.ts'
import { Feed } from '../health/feed.ts'
import { trainingMs } from '../health/fleet/training.ts'
import { createStateTable } from '../health/keep/state-table.ts'
import { trainInThread } from '../health/remaining/training/train-in-thread.ts'
import type { Image } from '../image.ts'
import type { PriceBook } from '../prices/prices.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'
import { learnPast, oldestStored } from './health-past.ts'

/** What health is opened with. */
export interface OpenHealth {
  site: SiteConfig
  dataDir: string
  clock: Clock
  log: Log
  teardown: Teardown
}

/** What else health goes by. */
export interface KnownToHealth {
  points: () => readonly PointRef[]
  prices: PriceBook
  rules: HeardRules
}

/** The health of a site, as the engine holds it. */
export interface SiteHealth extends Pick<Health, 'desk' | 'conditions'> {
  observe(image: Image): void
  /** Begins; the first judgement comes a minute later. */
  open(): void
}

/** What is stored is judged anew after so long. */
const judgeMs = 60_000
/** Price of energy while none is known, EUR/MWh; only ranks what waiting costs. */
const usualEurPerMWh = 60

/** The health of the site's equipment over what is stored; advice only. */
export function openHealth(
  needs: OpenHealth,
  stores: Pick<Stores, 'db' | 'historian' | 'audit'>,
  known: KnownToHealth,
): SiteHealth {
  const { clock, log, teardown } = needs
  const { historian } = stores
  const { health, feed } = compose(needs, stores, known)
  let oldest: Promise<EpochMs> | undefined
  const judge = (): void => {
    health.hear(clock.now())
    oldest ??= oldestStored(historian, known.points(), clock.now())
    oldest
      .then((from) => health.advance(from, clock.now()))
      .catch((error: Error) => log.warn('the health of equipment could not be judged', { reason: error.message }))
  }
  return {
    ...health,
    observe: (image) => feed.observe(image),
    open() {
      const ending = new AbortController()
      const learned = feed.restore()
        ? Promise.resolve()
        : learnPast({ feed, historian, clock, isOver: () => ending.signal.aborted }).catch((error: Error) =>
            log.warn('the detectors could not learn from what is stored', { reason: error.message }),
          )
      health.start()
      const stop = clock.every(judgeMs, judge)
      teardown.add('health', async () => {
        ending.abort()
        stop()
        await learned
        await health.stop()
        feed.keep()
      })
    },
  }
}

/** Detectors and diagnosis, each with what it needs of the other. */
function compose(
  { site, dataDir, clock, log }: OpenHealth,
  { db, historian, audit }: Pick<Stores, 'db' | 'historian' | 'audit'>,
  { points, prices, rules }: KnownToHealth,
): { health: Health; feed: Feed } {
  const feed: Feed = new Feed({
    assets: site.assets,
    points,
    factorOf: (detector) => health.feedback.record(detector).thresholdRatio,
    states: createStateTable({ db }),
  })
  const health: Health = createHealth({
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
    verdicts: () => feed.verdicts(),
    rules,
    train: (task, signal) => trainInThread(task, { clock, timeoutMs: trainingMs, signal }),
    eurPerMWh: (at) => prices.priceAt(at) ?? usualEurPerMWh,
    audit: audit.write,
    clock,
    log,
  })
  return { health, feed }
}
