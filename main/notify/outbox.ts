import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Notice, Queued } from './notice.ts'

/** As much of a database as the queue needs. Errors: `Store.Failed`. */
export interface OutboxDb {
  all<Row>(sql: string, ...values: (string | number)[]): Row[]
  get<Row>(sql: string, ...values: (string | number)[]): Row | undefined
  run(sql: string, ...values: (string | number)[]): number
  durable<T>(work: () => T): T
}

/** A message that waits, with what happened to it. */
export interface Waiting<M extends Queued = Notice> {
  notice: M
  madeAt: EpochMs
  attempts: number
  nextAt: EpochMs
}

/** A notice for a channel; `ids`: every occurrence it is about. */
export interface Entry {
  channel: string
  notice: Omit<Notice, 'n'>
  ids: readonly string[]
}

/** Messages that wait to be sent, as a channel works them off. Every call may throw `Store.Failed`. */
export interface Queue<M extends Queued> {
  /** The oldest that waits. */
  head(channel: string): Waiting<M> | undefined
  waiting(channel: string): number
  /** It was sent, or given up. */
  close(n: number, state: 'sent' | 'failed', reason?: string): void
  postpone(n: number, nextAt: EpochMs, reason: string): void
}

/** Notices that wait to be sent, on the disk before anybody tries. Every call may throw `Store.Failed`. */
export interface Outbox extends Queue<Notice> {
  /** All of them, on the disk when it returns. */
  add(entries: readonly Entry[]): void
  /** Alarms told to a channel and not yet told to be over, as `CHANNEL ID`. */
  told(): string[]
  prune(before: EpochMs): void
}

/** What was sent is remembered for so long. */
export const rememberedMs: Ms = 30 * 24 * 3_600_000

interface Row {
  n: number
  channel: string
  kind: Notice['kind']
  body: string
  made_at: number
  attempts: number
  next_at: number
}

/** The queue as rows of the site's database. */
export function createOutbox(db: OutboxDb): Outbox {
  return {
    add(entries) {
      if (entries.length > 0) db.durable(() => entries.forEach((entry) => insert(db, entry)))
    },
    head(channel) {
      const row = db.get<Row>(
        "SELECT * FROM notice WHERE channel = ? AND state = 'waiting' ORDER BY n LIMIT 1",
        channel,
      )
      if (!row) return undefined
      const { notice } = bodyOf(row)
      return { notice: { ...notice, n: row.n }, madeAt: row.made_at, attempts: row.attempts, nextAt: row.next_at }
    },
    waiting: (channel) =>
      db.get<{ rows: number }>("SELECT count(*) AS rows FROM notice WHERE channel = ? AND state = 'waiting'", channel)
        ?.rows ?? 0,
    close: (n, state, reason = '') =>
      void db.run('UPDATE notice SET state = ?, reason = ? WHERE n = ?', state, reason, n),
    postpone: (n, nextAt, reason) =>
      void db.run('UPDATE notice SET attempts = attempts + 1, next_at = ?, reason = ? WHERE n = ?', nextAt, reason, n),
    told() {
      const told = new Set<string>()
      for (const row of db.all<Row>('SELECT * FROM notice ORDER BY n'))
        for (const id of bodyOf(row).ids)
          if (row.kind === 'raised') told.add(`${row.channel} ${id}`)
          else told.delete(`${row.channel} ${id}`)
      return [...told]
    },
    prune: (before) => void db.run("DELETE FROM notice WHERE state <> 'waiting' AND made_at < ?", before),
  }
}

function insert(db: OutboxDb, { channel, notice, ids }: Entry): void {
  db.run(
    'INSERT OR IGNORE INTO notice (channel, alarm, kind, body, made_at, state, attempts, next_at) ' +
      "VALUES (?, ?, ?, ?, ?, 'waiting', 0, 0)",
    channel,
    ids[0] ?? '',
    notice.kind,
    JSON.stringify({ notice, ids }),
    notice.at,
  )
}

function bodyOf({ body }: Row): { notice: Omit<Notice, 'n'>; ids: string[] } {
  return JSON.parse(body) as { notice: Omit<Notice, 'n'>; ids: string[] }
}
