import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { PointName } from '../../domain/points.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { Trend } from '../../domain/rpc/history.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import { createClockWatch } from './clock-watch.ts'
import { conditionsOf, hasTrouble } from './conditions.ts'
import { createPointBook } from './point-book.ts'
import { emptyRollUps, type RollUps } from './readings/roll-up.ts'
import type { StoreHealth } from './readings/thread/messages.ts'
import type { ReadingStore } from './readings/thread/store.ts'

/** One series asked for: [from, to) in `buckets` steps. */
export interface TrendRequest {
  assetId: string
  point: PointName
  from: EpochMs
  to: EpochMs
  buckets: number
}

/** Stores readings and gives them back as trends. */
export interface Historian {
  /** Takes the image of each cycle; stores once a second. Never throws: a failing disk does not stop control. */
  record(image: Image): void
  /** From now on these points are stored. */
  setPoints(points: readonly PointRef[]): void
  /** Min, max and mean by step; all `null` for a point the site does not have. Errors: `Store.*`. */
  trend(request: TrendRequest): Promise<Trend>
  /** The same with the time in each quality; empty steps for a point the site does not have. Errors: `Store.*`. */
  rollUps(request: TrendRequest): Promise<RollUps>
  state(): EngineStatus['historianState']
  /** Size of the file of the readings, looked up every few seconds. */
  bytes(): number
  /** What a person must know of the store. */
  conditions(): AlarmCondition[]
  /** Ends after what was recorded is stored. */
  stop(): Promise<void>
}

const scanMs = 1_000
const healthMs = 5_000

/** What a historian is made of. */
export interface HistorianNeeds {
  /** Belongs to the historian from now on. */
  store: ReadingStore
  /** How large its file may become; what is told when it nearly is. */
  maxBytes: number
  points: readonly PointRef[]
  clock: Clock
  log: Log
}

/** The historian over an open store, recording. Errors: `Store.*`. */
export async function startHistorian({ store, maxBytes, points, clock, log }: HistorianNeeds): Promise<Historian> {
  const book = createPointBook({ store, log })
  await book.set(points)
  const watch = createClockWatch({ newest: store.newest(), clock })
  let health: StoreHealth = await store.ask('health', {})
  let dueAtMs = -Infinity
  const stopAsking = clock.every(healthMs, () => {
    void book.retry()
    store.ask('health', {}).then(
      (answer) => (health = answer),
      (error: Error) => log.warn('the store of the readings does not say how it is', { reason: error.message }),
    )
  })
  async function rollUps({ assetId, point: name, from, to, buckets: steps }: TrendRequest): Promise<RollUps> {
    const point = book.number(assetId, name)
    if (point === undefined) return emptyRollUps(from, (to - from) / steps, steps)
    const end = Math.max(clock.now(), watch.last())
    return store.ask('rollUps', { point, from, to, steps, end })
  }
  return {
    record(image) {
      const nowMs = clock.monotonicMs()
      if (nowMs < dueAtMs) return
      dueAtMs = nowMs - dueAtMs < scanMs ? dueAtMs + scanMs : nowMs + scanMs
      const scan = book.scan(image, watch.stamp(image.at))
      if (scan) store.append(scan)
    },
    setPoints: (next) => void book.set(next),
    trend: async (request) => toTrend(await rollUps(request)),
    rollUps,
    state: () => (hasTrouble(store) ? 'failing' : 'storing'),
    bytes: () => health.bytes,
    conditions: () => [...conditionsOf(store, health, maxBytes), ...watch.conditions()],
    async stop() {
      stopAsking()
      await store.stop()
    },
  }
}

function toTrend({ from, stepMs, min, max, mean }: RollUps): Trend {
  return { from, stepMs, min: column(min), max: column(max), mean: column(mean) }
}

function column(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}
