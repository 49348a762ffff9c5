import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Deadband } from '../../domain/historian/settings.ts'
import type { Log } from '../../domain/log.ts'
import type { PointName } from '../../domain/points.ts'
import { qualities, type Quality } from '../../domain/reading.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { Backup, SamplesInput, StoredReadings, Trend } from '../../domain/rpc/history.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { Image } from '../image.ts'
import { type ClockWatch, createClockWatch } from './clock-watch.ts'
import { conditionsOf, hasTrouble } from './conditions.ts'
import { createPointBook } from './point-book.ts'
import type { Scan } from './readings/open-window.ts'
import { emptyRollUps, type RollUps } from './readings/roll-up.ts'
import type { Samples } from './readings/samples.ts'
import { noSamples, type Samples as Columns } from './readings/samples.ts'
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

/** Rows of a past time; `values` holds them one after another, NaN = no value. */
export interface PastRows {
  columns: readonly PointRef[]
  at: readonly EpochMs[]
  values: Float64Array
  quality: Quality
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
  /** Stored readings, page by page; none of a point the site does not have. Errors: `Store.*`. */
  samples(request: SamplesInput): Promise<StoredReadings>
  /**
   * Adds samples that come late or from elsewhere; those stored at the same instants are replaced. `onKnown` is called
   * before, once it is sure that the point is stored. Gives how many were taken: what is older than what is kept is not.
   * Errors: `Config.NotFound`, `Store.*`.
   */
  insert(given: PointRef & { samples: Columns }, onKnown: () => void): Promise<number>
  /**
   * Adds rows of a past time, each with a value for every point, NaN = none; points the site does not store are left out.
   * For times in which nothing is stored yet. Errors: `Store.*`.
   */
  insertRows(rows: PastRows): Promise<void>
  /** Copies the databases while they are in use. Errors: `Store.*`. */
  backup(person: Person): Promise<Backup>
  /** The machine's clock is right, says a person, although it does not fit what is stored. */
  confirmClock(person: Person, reason: string): void
  /** All that is stored of a point in [from, to), as columns; nothing for a point the site does not have. Errors: `Store.*`. */
  recorded(request: Omit<TrendRequest, 'buckets'>): Promise<Columns>
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
  /** Makes a copy of the site's databases. */
  backup(): Promise<Backup>
  /** How large its file may become; what is told when it nearly is. */
  maxBytes: number
  points: readonly PointRef[]
  /** Changes too small to be stored here; absent = those below the last decimal that means something. */
  deadbands?: readonly Deadband[]
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** The historian over an open store, recording. Errors: `Store.*`. */
export async function startHistorian(needs: HistorianNeeds): Promise<Historian> {
  const { store, backup, maxBytes, points, deadbands = [], audit, clock, log } = needs
  const book = createPointBook({ store, deadbands, log })
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
    async recorded({ assetId, point: name, from, to }) {
      const point = book.number(assetId, name)
      return point === undefined ? noSamples : store.ask('samples', { point, from, to, most: Infinity })
    },
    async samples({ assetId, point: name, from, to, most }) {
      const point = book.number(assetId, name)
      if (point === undefined) return { at: [], value: [], quality: [], next: null }
      return toReadings(await store.ask('samples', { point, from, to, most: most + 1 }), most)
    },
    async insert({ assetId, point: name, samples }, onKnown) {
      const point = book.number(assetId, name)
      if (point === undefined)
        throw new PowerchainError('Config.NotFound', `The site stores no point ${assetId}/${name}.`)
      onKnown()
      return store.ask('insert', { point, samples })
    },
    async insertRows(rows) {
      await store.ask('insertScans', { scans: scansOfRows(rows, (ref) => book.number(ref.assetId, ref.point)) })
    },
    ...actsOfPeople({ backup, watch, audit, clock }),
    state: () => (hasTrouble(store) ? 'failing' : 'storing'),
    bytes: () => health.bytes,
    conditions: () => [...conditionsOf(store, health, maxBytes), ...watch.conditions()],
    async stop() {
      stopAsking()
      await store.stop()
    },
  }
}

function scansOfRows(
  { columns, at, values, quality }: PastRows,
  numberOf: (ref: PointRef) => number | undefined,
): Scan[] {
  const numbers = columns.map(numberOf)
  return at.map((instant, row) => {
    const places = numbers.flatMap((number, i) => (number === undefined || Number.isNaN(valueAt(row, i)) ? [] : [i]))
    return {
      at: instant,
      point: Uint32Array.from(places, (i) => numbers[i] ?? 0),
      value: Float64Array.from(places, (i) => valueAt(row, i)),
      quality: new Uint8Array(places.length).fill(qualities.indexOf(quality)),
    }
  })

  function valueAt(row: number, column: number): number {
    return values[row * columns.length + column] ?? Number.NaN
  }
}

/** What people do to the store, on record. */
function actsOfPeople(
  given: Pick<HistorianNeeds, 'backup' | 'audit' | 'clock'> & { watch: ClockWatch },
): Pick<Historian, 'backup' | 'confirmClock'> {
  const { backup, watch, audit, clock } = given
  return {
    async backup(person) {
      audit({ person: person.name, action: 'BackupBegun', detail: 'A copy of the databases is made.' })
      const made = await backup()
      audit({ person: 'engine', action: 'BackupMade', detail: `${made.folder}, ${made.bytes} bytes, found whole.` })
      return made
    },
    confirmClock(person, reason) {
      const detail = `The clock of the machine is right at ${new Date(clock.now()).toISOString()}: ${reason}`
      audit({ person: person.name, action: 'ClockConfirmed', detail })
      watch.confirm()
    },
  }
}

function toReadings({ at, value, quality }: Samples, most: number): StoredReadings {
  return {
    at: [...at.subarray(0, most)],
    value: column(value.subarray(0, most)),
    quality: Array.from(quality.subarray(0, most), (code) => qualities[code] ?? 'bad'),
    next: at[most] ?? null,
  }
}

function toTrend({ from, stepMs, min, max, mean, qualityMs }: RollUps): Trend {
  const [staleMs, suspectMs] = [qualityMs[qualities.indexOf('stale')], qualityMs[qualities.indexOf('suspect')]]
  const notGood = Array.from(mean, (_, i) => Math.min(1, ((staleMs?.[i] ?? 0) + (suspectMs?.[i] ?? 0)) / stepMs))
  const columns = { from, stepMs, min: column(min), max: column(max), mean: column(mean) }
  return notGood.some((share) => share > 0) ? { ...columns, notGood } : columns
}

function column(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}
