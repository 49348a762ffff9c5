import type {
  ProofDocument,
  ProofOutcome,
  ProofRecord,
  ProofSamples,
  ProofSeal,
} from '../../../domain/dispatch/proof.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { canonical } from './canonical.ts'
import { firstPrev, seal } from './seal.ts'
import type { SiteKey } from './site-key.ts'

/** As much of a database as proofs need. Errors: `Store.Failed`. */
export interface ProofDb {
  all<Row>(sql: string, ...values: (string | number)[]): Row[]
  get<Row>(sql: string, ...values: (string | number)[]): Row | undefined
  run(sql: string, ...values: (string | number)[]): void
  transaction<T>(work: () => T): T
  durable<T>(work: () => T): T
}

/** A row of the table as it lies there. */
export interface ProofRow {
  n: number
  id: string
  from_at: EpochMs
  asset: string
  service: string
  source: string
  outcome: string
  record: string
  prev: string
  hash: string
  key: string
  signature: string
}

/** Which records, the newest first; absent = all. */
export interface ProofFilter {
  before?: number | undefined
  limit: number
  assetId?: string | undefined
  service?: string | undefined
  source?: string | undefined
  outcome?: ProofOutcome | undefined
  from?: EpochMs | undefined
  to?: EpochMs | undefined
}

/** What a record looks like in a list. */
export interface KeptProof {
  record: ProofRecord
  seal: ProofSeal
}

/** Records of one site, kept for ever. Errors: `Store.Failed`. */
export interface ProofStore {
  /** Signs the record into the chain; on the disk when it returns. Its samples have been added before. */
  keep(record: ProofRecord, key: SiteKey): ProofSeal
  list(filter: ProofFilter): KeptProof[]
  /** `undefined` for an id that is not kept. */
  document(id: string): ProofDocument | undefined
  /** The same by the hash of its record. */
  documentOf(hash: string): ProofDocument | undefined
  /** Orders that ran when the engine stopped: each as it was last saved. */
  loadOpen<Body>(): Body[]
  /** Saves an order that runs, and its further samples. */
  saveOpen(id: string, body: unknown, samples: ProofSamples): void
  samples(id: string): ProofSamples
  /** Forgets an order that ran. */
  drop(id: string): void
  /** Number and hash of the last record. */
  head(): { n: number; hash: string }
  publicKey(keyId: string): string
}

/** Records in the site's database. */
export function createProofStore(db: ProofDb): ProofStore {
  const head = () =>
    db.get<{ n: number; hash: string }>('SELECT n, hash FROM proof ORDER BY n DESC LIMIT 1') ?? {
      n: 0,
      hash: firstPrev,
    }
  const documentWhere = (field: 'id' | 'hash', value: string): ProofDocument | undefined => {
    const row = db.get<ProofRow>(`SELECT * FROM proof WHERE ${field} = ?`, value)
    if (!row) return undefined
    return {
      kind: 'powerchain/proof-of-response',
      version: 1,
      record: recordOf(row),
      samples: samplesOf(db, row.id),
      seal: sealOf(row),
      publicKey: publicKey(row.key),
    }
  }
  const publicKey = (keyId: string) =>
    db.get<{ public_key: string }>('SELECT public_key FROM proof_key WHERE id = ?', keyId)?.public_key ?? ''
  return {
    keep: (record, key) =>
      db.durable(() => {
        const last = head()
        const sealed = seal(record, { n: last.n + 1, prev: last.hash }, key)
        db.run('INSERT OR IGNORE INTO proof_key (id, public_key) VALUES (?, ?)', key.keyId, key.publicKey)
        insert(db, record, sealed)
        db.run('DELETE FROM proof_open WHERE id = ?', record.id)
        return sealed
      }),
    list: (filter) => listRows(db, filter).map((row) => ({ record: recordOf(row), seal: sealOf(row) })),
    document: (id) => documentWhere('id', id),
    documentOf: (hash) => documentWhere('hash', hash),
    samples: (id) => samplesOf(db, id),
    drop: (id) =>
      db.transaction(() => {
        db.run('DELETE FROM proof_open WHERE id = ?', id)
        db.run('DELETE FROM proof_samples WHERE proof = ?', id)
      }),
    loadOpen: <Body>() =>
      db.all<{ body: string }>('SELECT body FROM proof_open ORDER BY id').map(({ body }) => JSON.parse(body) as Body),
    saveOpen: (id, body, samples) =>
      db.transaction(() => {
        db.run('INSERT OR REPLACE INTO proof_open (id, body) VALUES (?, ?)', id, JSON.stringify(body))
        addSamples(db, id, samples)
      }),
    head,
    publicKey,
  }
}

/** The record of a row. */
export function recordOf({ record }: Pick<ProofRow, 'record'>): ProofRecord {
  return JSON.parse(record) as ProofRecord
}

/** The seal of a row. */
export function sealOf({ n, prev, hash, key, signature }: ProofRow): ProofSeal {
  return { n, prev, hash, algorithm: 'Ed25519', keyId: key, signature }
}

/** All samples of a record. */
export function samplesOf(db: Pick<ProofDb, 'all'>, id: string): ProofSamples {
  const rows = db.all<{ at: string; power_kw: string }>(
    'SELECT at, power_kw FROM proof_samples WHERE proof = ? ORDER BY place',
    id,
  )
  return {
    at: rows.flatMap((row) => JSON.parse(row.at) as number[]),
    powerKW: rows.flatMap((row) => JSON.parse(row.power_kw) as (number | null)[]),
  }
}

function insert(db: ProofDb, record: ProofRecord, { n, prev, hash, keyId, signature }: ProofSeal): void {
  const { order, verdict, id } = record
  db.run(
    `INSERT INTO proof (n, id, from_at, asset, service, source, outcome, record, prev, hash, key, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    n,
    id,
    order.from,
    order.assetId,
    order.service,
    order.source,
    verdict.outcome,
    canonical(record),
    prev,
    hash,
    keyId,
    signature,
  )
}

function addSamples(db: ProofDb, id: string, { at, powerKW }: ProofSamples): void {
  if (at.length === 0) return
  db.run(
    `INSERT INTO proof_samples (proof, place, at, power_kw)
     VALUES (?, 1 + (SELECT coalesce(max(place), 0) FROM proof_samples WHERE proof = ?), ?, ?)`,
    id,
    id,
    JSON.stringify(at),
    JSON.stringify(powerKW),
  )
}

/** Conditions of a filter: what each adds to the question. */
const conditions: { [Name in keyof ProofFilter]?: string } = {
  before: 'n < ?',
  assetId: 'asset = ?',
  service: 'service = ?',
  source: 'source = ?',
  outcome: 'outcome = ?',
  from: 'from_at >= ?',
  to: 'from_at < ?',
}

function listRows(db: ProofDb, filter: ProofFilter): ProofRow[] {
  const asked = (Object.keys(conditions) as (keyof ProofFilter)[]).filter((name) => filter[name] !== undefined)
  const where = asked.length === 0 ? '' : `WHERE ${asked.map((name) => conditions[name]).join(' AND ')}`
  const values = asked.map((name) => filter[name] ?? '')
  return db.all<ProofRow>(`SELECT * FROM proof ${where} ORDER BY n DESC LIMIT ?`, ...values, filter.limit)
}
