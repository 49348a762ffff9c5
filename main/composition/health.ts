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
import { steadily } from './steadily.ts'
import { fillPast, learnPast, oldestStored } from './health-past.ts'
import type { PastRegisters } from './metering/past-registers.ts'

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
  past: Pick<PastRegisters, 'make' | 'end'>
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
  const ending = new AbortController()
  const isOver = () => ending.signal.aborted
  let next: EpochMs | undefined
  let ready: Promise<void> | undefined
  const begin = async (): Promise<void> => {
    const states = createStateTable(stores)
    await fillPast({ ...needs, states, historian, points: known.points, make: known.past.make, isOver }).catch(
      warn(log, 'the past of the simulated site could not be made'),
    )
    known.past.end()
    next = await oldestStored(historian, known.points(), clock.now())
    if (!feed.restore())
      await learnPast({ feed, historian, clock, isOver }).catch(
        warn(log, 'the detectors could not learn from the past'),
      )
  }
  const judge = (): void => {
    health.hear(clock.now())
    if (next !== undefined)
      health.advance(next, clock.now()).catch(warn(log, 'the health of equipment could not be judged'))
  }
  return {
    ...health,
    observe: (image) => feed.observe(image),
    open() {
      ready = begin().catch(warn(log, 'health could not begin'))
      health.start()
      const stop = clock.every(judgeMs, steadily(log, 'health of equipment', judge).run)
      teardown.add('health', async () => {
        ending.abort()
        stop()
        await ready
        await health.stop()
        feed.keep()
      })
    },
  }
}

function warn(log: Log, what: string): (error: Error) => void {
  return (error) => log.warn(what, { reason: error.message })
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
