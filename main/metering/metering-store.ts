import type { Interval, Meter, RegisterName, RegisterReading } from '../../domain/metering/meter.ts'
import type { Quarter } from '../../domain/metering/quarter.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { PowerSum } from './own-power.ts'
import type { MeteringNote, Watched } from './watch-register.ts'

type SqlValue = string | number | null

/** As much of a database as metering needs. Errors: `Store.Failed`. */
export interface MeteringDb {
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  run(sql: string, ...values: SqlValue[]): number
  transaction<T>(work: () => T): T
  durable<T>(work: () => T): T
}

/** Meters, kept readings and energies of a site. */
export type MeteringStore = ReturnType<typeof createMeteringStore>

interface ReadingRow {
  at: EpochMs
  epoch: number
  taken_at: EpochMs
  wh: number
  kind: RegisterReading['kind']
  is_new_start: number
}
interface IntervalRow extends Omit<Interval, 'pointId' | 'closingWh'> {
  point: string
  closing_wh: number | null
}

const insertReading = `INSERT OR IGNORE INTO register_reading (point, register, at, epoch, taken_at, wh, kind, is_new_start)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const insertNote = 'INSERT INTO metering_note (point, register, kind, at, words) VALUES (?, ?, ?, ?, ?)'
const insertInterval = `INSERT INTO interval
  (point, register, quarter, revision, wh, quality, method, epoch, closing_wh, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const selectReadings = `SELECT at, epoch, taken_at, wh, kind, is_new_start FROM register_reading
  WHERE point = ? AND register = ?`

/** Rows of metering in the site's database; nothing is ever changed or deleted. Errors: `Store.Failed`. */
export function createMeteringStore(db: MeteringDb) {
  return { ...meterRows(db), ...readingRows(db), ...intervalRows(db), ...noteRows(db), ...powerRows(db) }
}

function meterRows(db: MeteringDb) {
  return {
    meters: (pointId: string): Meter[] =>
      db
        .all<{ epoch: number; serial: string; from_at: EpochMs; until_at: EpochMs | null }>(
          'SELECT epoch, serial, from_at, until_at FROM meter WHERE point = ? ORDER BY epoch',
          pointId,
        )
        .map(({ epoch, serial, from_at, until_at }) => ({ pointId, epoch, serial, from: from_at, until: until_at })),
    /** A meter that hangs there from now on; the one before ends. */
    addMeter({ pointId, epoch, serial, from }: Meter): void {
      db.run('UPDATE meter SET until_at = ? WHERE point = ? AND until_at IS NULL', from, pointId)
      db.run('INSERT INTO meter (point, epoch, serial, from_at) VALUES (?, ?, ?, ?)', pointId, epoch, serial, from)
    },
  }
}

function readingRows(db: MeteringDb) {
  const one = (sql: string, ...values: SqlValue[]) => db.get<ReadingRow>(sql, ...values)
  return {
    /** When the register was read for the first time. */
    firstAt: ({ pointId, register }: Key): EpochMs | undefined =>
      one(`${selectReadings} AND kind <> 'held' ORDER BY at LIMIT 1`, pointId, register)?.at,
    lastReading({ pointId, register }: Key): RegisterReading | undefined {
      const row = one(`${selectReadings} AND kind <> 'held' ORDER BY at DESC, epoch DESC LIMIT 1`, pointId, register)
      return row && readingOf(row, { pointId, register })
    },
    /** Readings in [from, to], with the last before and the first after, held ones too. */
    readings({ pointId, register }: Key, from: EpochMs, to: EpochMs): RegisterReading[] {
      const before = one(
        `${selectReadings} AND at < ? AND kind <> 'held' ORDER BY at DESC LIMIT 1`,
        pointId,
        register,
        from,
      )
      const after = one(`${selectReadings} AND at > ? AND kind <> 'held' ORDER BY at LIMIT 1`, pointId, register, to)
      const between = db.all<ReadingRow>(
        `${selectReadings} AND at BETWEEN ? AND ? ORDER BY at, epoch`,
        pointId,
        register,
        from,
        to,
      )
      const rows = [...(before ? [before] : []), ...between, ...(after ? [after] : [])]
      return rows.map((row) => readingOf(row, { pointId, register }))
    },
  }
}

function intervalRows(db: MeteringDb) {
  return {
    addIntervals(intervals: readonly Interval[], madeAt: EpochMs): void {
      db.transaction(() => {
        for (const { pointId, register, quarter, revision, wh, quality, method, epoch, closingWh } of intervals)
          db.run(insertInterval, pointId, register, quarter, revision, wh, quality, method, epoch, closingWh, madeAt)
      })
    },
    /** The newest revision of each quarter in [from, to). */
    intervals: ({ pointId, register }: Key, from: Quarter, to: Quarter): Interval[] =>
      db
        .all<IntervalRow>(
          `SELECT i.* FROM interval i JOIN (
             SELECT quarter, max(revision) AS revision FROM interval
             WHERE point = ? AND register = ? AND quarter >= ? AND quarter < ? GROUP BY quarter
           ) newest ON i.quarter = newest.quarter AND i.revision = newest.revision
           WHERE i.point = ? AND i.register = ? ORDER BY i.quarter`,
          pointId,
          register,
          from,
          to,
          pointId,
          register,
        )
        .map(intervalOf),
    /** All revisions of one quarter, the first one first. */
    revisions: ({ pointId, register }: Key, quarter: Quarter): Interval[] =>
      db
        .all<IntervalRow>(
          'SELECT * FROM interval WHERE point = ? AND register = ? AND quarter = ? ORDER BY revision',
          pointId,
          register,
          quarter,
        )
        .map(intervalOf),
    /** Quarters of which any energy was corrected since it was first written, the oldest first. */
    corrected: (): Quarter[] =>
      db
        .all<{ quarter: Quarter }>('SELECT DISTINCT quarter FROM interval WHERE revision > 0 ORDER BY quarter')
        .map(({ quarter }) => quarter),
    lastQuarter: ({ pointId, register }: Key): Quarter | undefined =>
      db.get<{ quarter: number | null }>(
        'SELECT max(quarter) AS quarter FROM interval WHERE point = ? AND register = ?',
        pointId,
        register,
      )?.quarter ?? undefined,
  }
}

function noteRows(db: MeteringDb) {
  return {
    /** Readings worth keeping and what is to be said of them, in one step. */
    keep(items: readonly Kept[]): void {
      db.transaction(() =>
        items.forEach((item) => ('powers' in item ? insertPowers(db, item.powers) : insertKept(db, item))),
      )
    },
    notes: (limit: number) =>
      db.all<Key & MeteringNote & { n: number }>(
        'SELECT n, point AS pointId, register, kind, at, words FROM metering_note ORDER BY n DESC LIMIT ?',
        limit,
      ),
  }
}

const insertPower = `INSERT OR IGNORE INTO power_sum (point, quarter, from_at, injected_wh, absorbed_wh, covered_ms)
  VALUES (?, ?, ?, ?, ?, ?)`
const selectPower = `SELECT point AS pointId, quarter, from_at AS "from", injected_wh AS injectedWh,
  absorbed_wh AS absorbedWh, covered_ms AS coveredMs FROM power_sum WHERE point = ? AND quarter = ?`

function powerRows(db: MeteringDb) {
  return {
    /** What a device's own power came to within a quarter. */
    powers: (pointId: string, quarter: Quarter): PowerSum[] => db.all<PowerSum>(selectPower, pointId, quarter),
  }
}

function insertPowers(db: MeteringDb, sums: readonly PowerSum[]): void {
  for (const { pointId, quarter, from, injectedWh, absorbedWh, coveredMs } of sums)
    db.run(insertPower, pointId, quarter, from, injectedWh, absorbedWh, Math.round(coveredMs))
}

function insertKept(db: MeteringDb, { key, keep, notes }: KeptReadings): void {
  const { pointId, register } = key
  for (const { at, epoch, takenAt, wh, kind, isNewStart } of keep)
    db.run(insertReading, pointId, register, at, epoch, takenAt, wh, kind, Number(isNewStart))
  for (const { kind, at, words } of notes) db.run(insertNote, pointId, register, kind, at, words)
}

interface KeptReadings extends Watched {
  key: Key
}

/** Readings of a register that are worth keeping and what is to be said of them; or sums of powers. */
export type Kept = KeptReadings | { powers: readonly PowerSum[] }

/** A register of a meter point. */
export interface Key {
  pointId: string
  register: RegisterName
}

function readingOf(row: ReadingRow, key: Key): RegisterReading {
  const { at, epoch, taken_at, wh, kind, is_new_start } = row
  return { ...key, at, epoch, takenAt: taken_at, wh, kind, isNewStart: is_new_start === 1 }
}

function intervalOf({
  point,
  closing_wh,
  quarter,
  register,
  revision,
  wh,
  quality,
  method,
  epoch,
}: IntervalRow): Interval {
  return { pointId: point, register, quarter, revision, wh, quality, method, epoch, closingWh: closing_wh }
}
