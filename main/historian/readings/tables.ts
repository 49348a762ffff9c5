import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { WriteDb } from '../db.ts'
import type { Migration } from '../migration.ts'
import type { Scan } from './open-window.ts'
import { decodeScan, encodeScan } from './codec/scan-bytes.ts'
import { windowMs } from './window-time.ts'

/** Steps of the format of the readings' file. */
export const readingsMigrations: readonly Migration[] = [
  {
    name: 'keep readings packed',
    sql: `
      CREATE TABLE point (
        id INTEGER PRIMARY KEY,
        asset TEXT NOT NULL,
        name TEXT NOT NULL,
        hold_ms INTEGER NOT NULL,
        retention TEXT NOT NULL,
        raw_from INTEGER NOT NULL DEFAULT 0,
        minutes_from INTEGER NOT NULL DEFAULT 0,
        UNIQUE (asset, name)
      ) STRICT;
      CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        body BLOB NOT NULL
      ) STRICT;
      CREATE TABLE axis (
        window INTEGER PRIMARY KEY,
        body BLOB NOT NULL
      ) STRICT;
      CREATE TABLE chunk (
        id INTEGER PRIMARY KEY,
        point INTEGER NOT NULL,
        window INTEGER NOT NULL,
        body BLOB,
        minutes BLOB
      ) STRICT;
      CREATE UNIQUE INDEX chunk_place ON chunk (point, window);
      CREATE TABLE roll_up (
        id INTEGER PRIMARY KEY,
        point INTEGER NOT NULL,
        day INTEGER NOT NULL,
        quarters BLOB NOT NULL,
        total BLOB NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX roll_up_place ON roll_up (point, day);
      CREATE TABLE pending_day (
        day INTEGER PRIMARY KEY
      ) STRICT;
    `,
  },
]

/** A point as the store knows it. */
export interface StoredPoint {
  assetId: string
  point: string
  /** How long a value stands when no other follows. */
  holdMs: Ms
  /** How long its samples are kept. */
  retention: 'fast' | 'slow'
}

/** A point with the number it has for ever. */
export interface NumberedPoint extends StoredPoint {
  number: number
}

/** A packed window of one point; `body` is gone once its raw values were given up for space. */
export interface ChunkRow {
  window: EpochMs
  body: Uint8Array | null
  minutes: Uint8Array | null
}

/** A packed day of one point. */
export interface DayRow {
  day: EpochMs
  quarters: Uint8Array
  total: Uint8Array
}

/** The tables of the readings' file. Windows are numbered, so that they take few bytes. Errors: `Store.Failed`. */
export interface Tables {
  /** Makes a point known, or takes over what has changed of it; gives its number. */
  putPoint(point: StoredPoint): number
  /** Gives a point of another file the number it had there. */
  adoptPoint(point: NumberedPoint): void
  /** All points ever known. */
  points(): NumberedPoint[]
  /** Keeps a scan; gives its number in the journal. `before` is the one before it, when that is sure to stay as long. */
  addToJournal(scan: Scan, before: Scan | undefined): number
  journal(): { seq: number; scan: Scan }[]
  /** Lets go of at most `most` scans up to `seq`, the newest first: a scan may lean on the one before it. False when none is left. */
  dropJournal(seq: number, most: number): boolean
  axis(window: EpochMs): Uint8Array | undefined
  putAxis(window: EpochMs, body: Uint8Array): void
  chunk(point: number, window: EpochMs): ChunkRow | undefined
  /** Windows that begin within [from, to), in order. */
  chunks(point: number, from: EpochMs, to: EpochMs): ChunkRow[]
  /** As {@link Tables.chunks}, fetched some at a time. */
  eachChunk(point: number, from: EpochMs, to: EpochMs): Generator<ChunkRow>
  /** The newest window before `window` that begins at or after `since`. */
  chunkBefore(point: number, window: EpochMs, since: EpochMs): ChunkRow | undefined
  putChunk(point: number, row: ChunkRow): void
  day(point: number, day: EpochMs): DayRow | undefined
  /** Days that begin within [from, to), in order. */
  days(point: number, from: EpochMs, to: EpochMs): DayRow[]
  putDay(point: number, row: DayRow): void
  /** Notes a day whose roll-ups are to be packed once it is over. */
  addPendingDay(day: EpochMs): void
  /** The oldest noted day before `before`. */
  pendingDay(before: EpochMs): EpochMs | undefined
  dropPendingDay(day: EpochMs): void
  /** Instants of the newest packed window. */
  newestAxis(): Uint8Array | undefined
  /** From when on a point's samples and its roll-ups by minute are kept; 0 = from the first. */
  reach(point: number): { raw: EpochMs; minutes: EpochMs }
  /** The latest of those instants of samples among points that are kept alike. */
  latestReach(retention: NumberedPoint['retention']): EpochMs
  /** Gives up samples of at most `most` windows of a point before `before`; false when none is left. */
  dropRaw(point: number, before: EpochMs, most: number): boolean
  /** Gives up roll-ups by minute where the samples are gone already; as {@link Tables.dropRaw}. */
  dropMinutes(point: number, before: EpochMs, most: number): boolean
  /** Lets go of the instants of windows of which no point has samples any more. */
  dropAxes(): void
  /** The oldest window with samples of any point, or with roll-ups by minute. */
  oldestRaw(): EpochMs | undefined
  oldestMinutes(): EpochMs | undefined
}

interface StoredChunk {
  window: number
  body: Uint8Array | null
  minutes: Uint8Array | null
}

/** For SQLite a negative limit is none. */
const noLimit = -1
const chunksAtOnce = 32

const numberOf = (window: EpochMs): number => Math.round(window / windowMs)
const toRow = (row: StoredChunk): ChunkRow => ({ ...row, window: row.window * windowMs })
const chunkColumns = 'SELECT window, body, minutes FROM chunk WHERE point = ? AND'

/** The tables over an open file. */
export function createTables(db: WriteDb): Tables {
  return {
    addToJournal: (scan, before) => db.run('INSERT INTO journal (body) VALUES (?)', encodeScan(scan, before)),
    journal() {
      let scan: Scan | undefined
      return db
        .all<{ seq: number; body: Uint8Array }>('SELECT seq, body FROM journal ORDER BY seq')
        .map(({ seq, body }) => ({ seq, scan: (scan = decodeScan(body, scan)) }))
    },
    dropJournal(seq, most) {
      db.run(
        'DELETE FROM journal WHERE seq IN (SELECT seq FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT ?)',
        seq,
        most,
      )
      return db.get('SELECT 1 FROM journal WHERE seq <= ? LIMIT 1', seq) !== undefined
    },
    axis: (window) => db.get<{ body: Uint8Array }>('SELECT body FROM axis WHERE window = ?', numberOf(window))?.body,
    putAxis: (window, body) =>
      void db.run('INSERT OR REPLACE INTO axis (window, body) VALUES (?, ?)', numberOf(window), body),
    newestAxis: () => db.get<{ body: Uint8Array }>('SELECT body FROM axis ORDER BY window DESC LIMIT 1')?.body,
    ...pointTable(db),
    ...reachTable(db),
    ...chunkTable(db),
    ...dayTable(db),
  }
}

function pointTable(db: WriteDb): Pick<Tables, 'putPoint' | 'adoptPoint' | 'points'> {
  return {
    putPoint: ({ assetId, point, holdMs, retention }) =>
      db.get<{ id: number }>(
        `INSERT INTO point (asset, name, hold_ms, retention) VALUES (?, ?, ?, ?)
         ON CONFLICT (asset, name) DO UPDATE SET hold_ms = excluded.hold_ms, retention = excluded.retention
         RETURNING id`,
        assetId,
        point,
        holdMs,
        retention,
      )?.id ?? 0,
    adoptPoint: ({ number, assetId, point, holdMs, retention }) =>
      void db.run(
        'INSERT INTO point (id, asset, name, hold_ms, retention) VALUES (?, ?, ?, ?, ?)',
        number,
        assetId,
        point,
        holdMs,
        retention,
      ),
    points: () =>
      db.all<NumberedPoint>(
        'SELECT id AS number, asset AS assetId, name AS point, hold_ms AS holdMs, retention FROM point',
      ),
  }
}

type ReachTable = Pick<
  Tables,
  'reach' | 'latestReach' | 'dropRaw' | 'dropMinutes' | 'dropAxes' | 'oldestRaw' | 'oldestMinutes'
>

function reachTable(db: WriteDb): ReachTable {
  const reach = (point: number) =>
    db.get<{ raw: number; minutes: number }>(
      'SELECT raw_from AS raw, minutes_from AS minutes FROM point WHERE id = ?',
      point,
    ) ?? { raw: 0, minutes: 0 }
  const drop = (given: { point: number; from: number; before: number; most: number; sql: string; column: string }) => {
    const { point, from, before, most, sql, column } = given
    if (from >= before) return false
    const windows = 'SELECT window FROM chunk WHERE point = ? AND window >= ? AND window < ? ORDER BY window LIMIT ?'
    const last = db.all<{ window: number }>(windows, point, from, before, most).at(most - 1)
    const next = last ? last.window + 1 : before
    db.run(`${sql} WHERE point = ? AND window >= ? AND window < ?`, point, from, next)
    db.run(`UPDATE point SET ${column} = ? WHERE id = ?`, next, point)
    return next < before
  }
  const oldest = (column: string) =>
    db.get<{ window: number | null }>(
      `SELECT min((SELECT min(window) FROM chunk WHERE point = point.id AND window >= ${column})) AS window FROM point`,
    )?.window
  return {
    reach(point) {
      const { raw, minutes } = reach(point)
      return { raw: raw * windowMs, minutes: minutes * windowMs }
    },
    latestReach: (retention) =>
      (db.get<{ raw: number | null }>('SELECT max(raw_from) AS raw FROM point WHERE retention = ?', retention)?.raw ??
        0) * windowMs,
    dropRaw: (point, before, most) =>
      drop({
        point,
        from: reach(point).raw,
        before: numberOf(before),
        most,
        sql: 'UPDATE chunk SET body = NULL',
        column: 'raw_from',
      }),
    dropMinutes(point, before, most) {
      const { raw, minutes } = reach(point)
      const end = Math.min(numberOf(before), raw)
      return drop({ point, from: minutes, before: end, most, sql: 'DELETE FROM chunk', column: 'minutes_from' })
    },
    dropAxes: () => void db.run('DELETE FROM axis WHERE window < (SELECT min(raw_from) FROM point)'),
    oldestRaw: () => toInstant(oldest('raw_from')),
    oldestMinutes: () => toInstant(oldest('minutes_from')),
  }
}

function toInstant(window: number | null | undefined): EpochMs | undefined {
  return window === null || window === undefined ? undefined : window * windowMs
}

function chunkTable(db: WriteDb): Pick<Tables, 'chunk' | 'chunks' | 'eachChunk' | 'chunkBefore' | 'putChunk'> {
  const chunks = (point: number, from: number, to: number, most: number) =>
    db
      .all<StoredChunk>(
        `${chunkColumns} window >= ? AND window < ? ORDER BY window LIMIT ?`,
        point,
        Math.ceil(from / windowMs),
        Math.ceil(to / windowMs),
        most,
      )
      .map(toRow)
  return {
    chunk(point, window) {
      const row = db.get<StoredChunk>(`${chunkColumns} window = ?`, point, numberOf(window))
      return row && toRow(row)
    },
    chunks: (point, from, to) => chunks(point, from, to, noLimit),
    *eachChunk(point, from, to) {
      for (let next = from; ;) {
        const rows = chunks(point, next, to, chunksAtOnce)
        yield* rows
        if (rows.length < chunksAtOnce) return
        next = (rows.at(-1)?.window ?? to) + windowMs
      }
    },
    chunkBefore(point, window, since) {
      const row = db.get<StoredChunk>(
        `${chunkColumns} window < ? AND window >= ? ORDER BY window DESC LIMIT 1`,
        point,
        numberOf(window),
        Math.floor(since / windowMs),
      )
      return row && toRow(row)
    },
    putChunk: (point, { window, body, minutes }) =>
      void db.run(
        `INSERT INTO chunk (point, window, body, minutes) VALUES (?, ?, ?, ?)
         ON CONFLICT (point, window) DO UPDATE SET body = excluded.body, minutes = excluded.minutes`,
        point,
        numberOf(window),
        body,
        minutes,
      ),
  }
}

type DayTable = Pick<Tables, 'day' | 'days' | 'putDay' | 'addPendingDay' | 'pendingDay' | 'dropPendingDay'>

function dayTable(db: WriteDb): DayTable {
  return {
    addPendingDay: (day) => void db.run('INSERT OR IGNORE INTO pending_day (day) VALUES (?)', day),
    pendingDay: (before) =>
      db.get<{ day: number }>('SELECT day FROM pending_day WHERE day < ? ORDER BY day LIMIT 1', before)?.day,
    dropPendingDay: (day) => void db.run('DELETE FROM pending_day WHERE day = ?', day),
    day: (point, day) =>
      db.get<DayRow>('SELECT day, quarters, total FROM roll_up WHERE point = ? AND day = ?', point, day),
    days: (point, from, to) =>
      db.all<DayRow>(
        'SELECT day, quarters, total FROM roll_up WHERE point = ? AND day >= ? AND day < ? ORDER BY day',
        point,
        from,
        to,
      ),
    putDay: (point, { day, quarters, total }) =>
      void db.run(
        `INSERT INTO roll_up (point, day, quarters, total) VALUES (?, ?, ?, ?)
         ON CONFLICT (point, day) DO UPDATE SET quarters = excluded.quarters, total = excluded.total`,
        point,
        day,
        quarters,
        total,
      ),
  }
}
