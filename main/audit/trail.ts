import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createBacklog } from '../historian/backlog.ts'
import type { WriteDb } from '../historian/db.ts'
import type { AnchorFile } from './anchor.ts'
import type { AuditEntry, WriteAudit } from './audit.ts'
import { type ChainRow, firstPrev, hashOf } from './chain.ts'
import { verifyTrail } from './verify.ts'

/** A row as it is shown. */
export interface AuditRow {
  n: number
  at: EpochMs
  person: string
  action: string
  assetId?: string
  detail: string
  hash: string
}

/** The hash-chained record of who did what, and of what the engine did by itself. */
export interface AuditTrail {
  start(): void
  stop(): void
  /**
   * Adds a row. A person's act is on the disk when it returns, or it throws `Store.Failed` and must not happen. The
   * engine's own rows never throw: what cannot be written waits in memory, in order.
   */
  write: WriteAudit
  /** Newest first; `before` a row number, for the next page. */
  list(options: { before?: number | undefined; limit: number }): AuditRow[]
  /** Walks the whole chain; `brokenAt` is the number of the first row that is missing or not as it was written. */
  verify(): Promise<{ rows: number; brokenAt: number | null }>
  /** Last row before an instant; `undefined` when there is none. */
  headBefore(at: EpochMs): { n: number; hash: string } | undefined
  /** What a person must know of the trail. */
  conditions(): AlarmCondition[]
}

type Waiting = AuditEntry & { at: EpochMs }

const anchorEveryMs = 60_000

/** The trail in the site's database, anchored in a file of its own. */
export function createAuditTrail(given: { db: WriteDb; anchors: AnchorFile; clock: Clock; log: Log }): AuditTrail {
  const { db, anchors, clock, log } = given
  const head = () => db.get<{ n: number; hash: string }>('SELECT n, hash FROM audit_head') ?? { n: 0, hash: firstPrev }
  const append = ({ at, person, action, assetId, detail }: Waiting): void => {
    const last = head()
    const row = { n: last.n + 1, at, person, action, asset: assetId ?? null, detail, prev: last.hash }
    insert(db, { ...row, hash: hashOf(row) })
  }
  const backlog = createBacklog<Waiting>({
    write: (entries) => db.transaction(() => entries.forEach(append)),
    what: 'audit rows',
    clock,
    log,
  })
  let stopAnchoring: Stop | undefined
  let brokenAt: number | null = null
  const verify = async () => {
    const found = await verifyTrail({ db, head, anchors: anchors.read(), clock })
    if (found.brokenAt !== null) log.error('audit chain broken', { row: found.brokenAt })
    brokenAt = found.brokenAt
    return found
  }
  return {
    start: () => {
      stopAnchoring = clock.every(anchorEveryMs, () => dropAnchor(anchors, head, log))
      // what was changed while nobody looked
      verify().catch((error: unknown) => log.warn('the audit trail could not be verified', { reason: String(error) }))
    },
    stop() {
      stopAnchoring?.()
      dropAnchor(anchors, head, log)
    },
    write(entry) {
      const now = { ...entry, at: clock.now() }
      if (entry.person === 'engine') return backlog.add([now])
      backlog.add([])
      const reason = backlog.failure()
      if (reason !== undefined)
        throw new PowerchainError('Store.Failed', `The audit trail cannot be written: ${reason}`)
      db.durable(() => append(now))
    },
    list: ({ before, limit }) => list(db, before, limit),
    verify,
    headBefore: (at) =>
      db.get<{ n: number; hash: string }>('SELECT n, hash FROM audit WHERE at < ? ORDER BY n DESC LIMIT 1', at),
    conditions: () => [
      ...(backlog.failure() === undefined ? [] : [failing(backlog.waiting())]),
      ...(brokenAt === null ? [] : [broken(brokenAt)]),
    ],
  }
}

function insert(db: WriteDb, { n, at, person, action, asset, detail, prev, hash }: ChainRow): void {
  db.run(
    'INSERT INTO audit (n, at, person, action, asset, detail, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    n,
    at,
    person,
    action,
    asset,
    detail,
    prev,
    hash,
  )
  db.run('INSERT OR REPLACE INTO audit_head (id, n, hash) VALUES (1, ?, ?)', n, hash)
}

function list(db: WriteDb, before: number | undefined, limit: number): AuditRow[] {
  const rows = db.all<ChainRow>(
    'SELECT * FROM audit WHERE n < ? ORDER BY n DESC LIMIT ?',
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  )
  return rows.map(({ n, at, person, action, asset, detail, hash }) => {
    const row: AuditRow = { n, at, person, action, detail, hash }
    if (asset !== null) row.assetId = asset
    return row
  })
}

function dropAnchor(anchors: AnchorFile, head: () => { n: number; hash: string }, log: Log): void {
  try {
    anchors.drop(head())
  } catch (error) {
    log.warn('the audit trail could not be anchored', { reason: String(error) })
  }
}

function broken(row: number): AlarmCondition {
  return {
    code: 'audit.broken',
    priority: 2,
    text: `Audit chain broken at row ${row}: it is not as it was written.`,
    response: 'Keep the data folder as it is; compare with the newest backup and with statements given away.',
  }
}

function failing(rows: number): AlarmCondition {
  return {
    code: 'audit.failing',
    priority: 2,
    text: `The audit trail cannot be written: ${rows} rows wait in memory.`,
    response: "Free space on the disk of the data folder or replace it; people's commands are refused until then.",
  }
}
