import type { Accepted } from '../../domain/models/learned.ts'
import type { DeviceCheck, PulseStep } from '../../domain/rpc/field/commissioning.ts'
import type { Authority } from '../../domain/setpoint.ts'
import type { EpochMs, KW } from '../../domain/units.ts'

/** As much of a database as records need. Errors: `Store.Failed`. */
export interface RecordDb {
  all<Row>(sql: string, ...values: string[]): Row[]
  run(sql: string, ...values: string[]): void
  durable<T>(work: () => T): T
}

/** Which device it was: a record about another box, or another reading of it, counts for nothing. */
export interface Stamp {
  definition: string
  /** Digest of the definition's contents. */
  fingerprint: string
  /** Serial number; empty where the model gives none. */
  serial: string
}

/** A person's decision on who steers an asset. */
export interface AuthorityDecision {
  authority: Exclude<Authority, 'commissioning'>
  by: string
  at: EpochMs
  reason: string
}

/** A person found the device right. */
export interface Acceptance extends Stamp {
  by: string
  at: EpochMs
  note: string
}

/** What the checks said when somebody last looked. */
export interface Examination extends Stamp {
  by: string
  at: EpochMs
  checks: DeviceCheck[]
}

/** The last test pulse of a device, and how it ended. */
export interface PulseRecord extends Stamp {
  by: string
  at: EpochMs
  byKW: KW
  result: Extract<PulseStep, { type: 'result' }>
}

/** An asset that its own protection stopped, until a person resets it. */
export interface TripRecord {
  at: EpochMs
  /** What was found then. */
  text: string
}

/** Records of one kind, by asset or device. */
export interface RecordTable<R> {
  get(id: string): R | undefined
  /** On the disk when it returns. */
  set(id: string, record: R): void
  delete(id: string): void
}

/** All records of commissioning. */
export interface Records {
  authority: RecordTable<AuthorityDecision>
  acceptance: RecordTable<Acceptance>
  examination: RecordTable<Examination>
  pulse: RecordTable<PulseRecord>
  trip: RecordTable<TripRecord>
  /** Learned values that an engineer accepted, by asset and quantity. */
  learned: RecordTable<Accepted>
}

/** The records of a site's database, kept in memory too because each cycle asks for them. */
export function createRecords(db: RecordDb): Records {
  return {
    authority: tableOf(db, 'authority'),
    acceptance: tableOf(db, 'acceptance'),
    examination: tableOf(db, 'examination'),
    pulse: tableOf(db, 'pulse'),
    trip: tableOf(db, 'trip'),
    learned: tableOf(db, 'learned'),
  }
}

function tableOf<R>(db: RecordDb, name: keyof Records): RecordTable<R> {
  const rows = db.all<{ id: string; body: string }>(`SELECT id, body FROM ${name}`)
  const known = new Map(rows.map(({ id, body }) => [id, JSON.parse(body) as R]))
  return {
    get: (id) => known.get(id),
    set(id, record) {
      db.durable(() => db.run(`INSERT OR REPLACE INTO ${name} (id, body) VALUES (?, ?)`, id, JSON.stringify(record)))
      known.set(id, record)
    },
    delete(id) {
      db.durable(() => db.run(`DELETE FROM ${name} WHERE id = ?`, id))
      known.delete(id)
    },
  }
}
