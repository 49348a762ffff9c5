import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Trend } from '../../domain/rpc/history.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { Image } from '../image.ts'
import { createBacklog } from './backlog.ts'
import type { SiteDb } from './db.ts'
import { createPruning } from './pruning.ts'
import { createReadingTable, type Row } from './readings.ts'
import { createScan } from './scan.ts'
import { readTrend, type TrendRequest } from './trend.ts'

/** Stores readings and gives them back as trends. */
export interface Historian {
  start(): void
  stop(): void
  /** Takes the image of each cycle; stores once a second. Never throws: a failing disk does not stop control. */
  record(image: Image): void
  /** Min, max and mean by step; all `null` for a point the site does not have. Errors: `Store.Failed`. */
  trend(request: TrendRequest): Promise<Trend>
  state(): EngineStatus['historianState']
  /** Size of the database on disk, looked up every few seconds. */
  bytes(): number
  /** What a person must know of the store. */
  conditions(): AlarmCondition[]
}

const scanMs = 1_000

/** The historian over one open database; `points` are the points worth asking for. */
export function createHistorian(given: { db: SiteDb; points: readonly PointRef[]; clock: Clock; log: Log }): Historian {
  const { db, clock, log } = given
  const table = createReadingTable({ db })
  const numbered = db.transaction(() =>
    given.points.map((ref) => ({ ...ref, id: table.pointId(ref.assetId, ref.point) })),
  )
  const numbers = new Map(numbered.map(({ assetId, point, id }) => [`${assetId} ${point}`, id]))
  const scan = createScan(numbered)
  const backlog = createBacklog<Row>({ write: table.insert, what: 'readings', clock, log })
  const pruning = createPruning({ table, points: [...numbers.values()], clock, log })
  let dueAtMs = -Infinity
  let lastTrend: Promise<unknown> = Promise.resolve()
  let size = { atMs: -Infinity, bytes: 0 }
  return {
    start: pruning.start,
    stop: pruning.stop,
    record(image) {
      const nowMs = clock.monotonicMs()
      if (nowMs < dueAtMs) return
      dueAtMs = nowMs - dueAtMs < scanMs ? dueAtMs + scanMs : nowMs + scanMs
      backlog.add(scan(image))
    },
    trend: (request) => {
      const id = numbers.get(`${request.assetId} ${request.point}`)
      // One after the other: a hundred at once would leave the control loop no turn between their slices.
      const trend = lastTrend.then(() => readTrend({ table, clock, id, request }))
      lastTrend = trend.catch(() => {})
      return trend
    },
    state: () => (backlog.failure() === undefined ? 'storing' : 'failing'),
    bytes() {
      if (clock.monotonicMs() - size.atMs > 5_000) size = { atMs: clock.monotonicMs(), bytes: db.bytes() }
      return size.bytes
    },
    conditions: () => conditionOf(backlog.failure(), backlog.waiting(), backlog.dropped()),
  }
}

function conditionOf(failure: string | undefined, waiting: number, dropped: number): AlarmCondition[] {
  if (failure === undefined) return []
  const lost = dropped > 0 ? `, ${dropped} were lost` : ''
  return [
    {
      code: 'historian.failing',
      priority: 2,
      text: `Readings are not being stored: ${failure} ${waiting} wait in memory${lost}.`,
      response: 'Free space on the disk of the data folder or replace it; what waits is then stored by itself.',
    },
  ]
}
