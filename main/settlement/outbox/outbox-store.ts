import {
  type Attempt,
  type Intent,
  intentShape,
  type IntentState,
  type OutboxRow,
} from '../../../domain/settlement/outbox.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

/** A signed transaction with its bytes. */
export interface RawTransaction extends Attempt {
  intentId: string
  raw: string
}

/** Something that happened to an intent. */
export interface Happened {
  intentId: string
  hash: string | null
  state: IntentState
  blockNumber?: number
  blockHash?: string
  detail?: string
}

/** An intent that may still happen. */
export interface WaitingIntent {
  intent: Intent
  /** Block that holds it; `null` while none does. */
  block: number | null
}

/** A step of an intent. */
export interface EventRow {
  state: IntentState
  hash: string | null
  block_number: number | null
  block_hash: string | null
  detail: string
  at: EpochMs
}

/** Intents, their transactions and everything that happened, in order. */
export type OutboxStore = ReturnType<typeof createOutboxStore>

/** The outbox in the site's database: rows are added, only the lane's next nonce is changed. Errors: `Store.Failed`. */
export function createOutboxStore(db: SettlementDb, now: () => EpochMs) {
  return { ...intents(db, now), ...waits(db), ...transactions(db), ...lanes(db), durable: db.durable }
}

const waitingSql = `SELECT i.body, e.state, e.block_number AS block FROM intent i
  JOIN transaction_event e ON e.n = (SELECT max(n) FROM transaction_event WHERE intent = i.id)
  WHERE i.is_settled = 0 ORDER BY i.n`

function intents(db: SettlementDb, now: () => EpochMs) {
  const happened = ({ intentId, hash, state, blockNumber, blockHash, detail }: Happened): void =>
    void db.run(
      `INSERT INTO transaction_event (intent, hash, state, block_number, block_hash, detail, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      intentId,
      hash,
      state,
      blockNumber ?? null,
      blockHash ?? null,
      detail ?? '',
      now(),
    )
  const newest = (intentId: string) =>
    db.get<EventRow>('SELECT * FROM transaction_event WHERE intent = ? ORDER BY n DESC LIMIT 1', intentId)
  const rowOf = (body: string): OutboxRow => {
    const intent = intentShape.parse(JSON.parse(body))
    const last = newest(intent.id)
    return {
      intent,
      state: last?.state ?? 'drafted',
      at: last?.at ?? intent.madeAt,
      block: last?.block_number ?? null,
      detail: last?.detail ?? '',
      attempts: attemptsOf(db, intent.id),
    }
  }
  return {
    happened,
    newest,
    /** Keeps an intent before anything else is done for it; gives whether it is new. */
    add: (intent: Intent): boolean =>
      db.durable(() => {
        if (db.get('SELECT id FROM intent WHERE id = ?', intent.id)) return false
        db.run('INSERT INTO intent (id, body, is_settled) VALUES (?, ?, 0)', intent.id, JSON.stringify(intent))
        happened({ intentId: intent.id, hash: null, state: 'drafted' })
        return true
      }),
    /** Intents that are not settled yet, the oldest first. */
    open: (): OutboxRow[] =>
      db
        .all<{ body: string }>('SELECT body FROM intent WHERE is_settled = 0 ORDER BY n')
        .map(({ body }) => rowOf(body)),
    settle: (intentId: string) => void db.run('UPDATE intent SET is_settled = 1 WHERE id = ?', intentId),
    /** Back in the line, at its old place. */
    reopen(intentId: string): void {
      db.run('UPDATE intent SET is_settled = 0 WHERE id = ?', intentId)
      happened({ intentId, hash: null, state: 'drafted' })
    },
    get(intentId: string): OutboxRow | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM intent WHERE id = ?', intentId)
      return row && rowOf(row.body)
    },
    list: (limit: number): OutboxRow[] =>
      db.all<{ body: string }>('SELECT body FROM intent ORDER BY n DESC LIMIT ?', limit).map(({ body }) => rowOf(body)),
    events: (intentId: string) =>
      db.all<EventRow>('SELECT * FROM transaction_event WHERE intent = ? ORDER BY n', intentId),
  }
}

function waits(db: SettlementDb) {
  return {
    /** Intents that are neither settled nor refused, the oldest first, in one question: there may be thousands after weeks offline. */
    waiting: (): WaitingIntent[] =>
      db
        .all<{ body: string; state: IntentState; block: number | null }>(waitingSql)
        .flatMap(({ body, state, block }) =>
          state === 'reverted' ? [] : [{ intent: JSON.parse(body) as Intent, block }],
        ),
  }
}

interface RawRow {
  hash: string
  intent: string
  nonce: number
  raw: string
  gas: string
  max_fee: string
  priority_fee: string
  made_at: EpochMs
  replaces: string | null
}

function transactions(db: SettlementDb) {
  return {
    /** Keeps the bytes; within the transaction that allots the nonce, before they are ever sent. */
    addRaw({ hash, intentId, nonce, raw, gas, maxFee, priorityFee, madeAt, replaces }: RawTransaction): void {
      db.run(
        `INSERT INTO transaction_raw (hash, intent, nonce, raw, gas, max_fee, priority_fee, made_at, replaces)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        hash,
        intentId,
        nonce,
        raw,
        gas,
        maxFee,
        priorityFee,
        madeAt,
        replaces,
      )
    },
    rawOf: (hash: string): string | undefined =>
      db.get<RawRow>('SELECT * FROM transaction_raw WHERE hash = ?', hash)?.raw,
    /** Most that all transactions made since then could have cost, wei. */
    mostWeiSince: (at: EpochMs): bigint =>
      db
        .all<RawRow>('SELECT * FROM transaction_raw WHERE made_at >= ?', at)
        .reduce((sum, { gas, max_fee }) => sum + BigInt(gas) * BigInt(max_fee), 0n),
    /** Hashes that were ever signed for a nonce. */
    hashesOf: (nonce: number): string[] =>
      db.all<RawRow>('SELECT * FROM transaction_raw WHERE nonce = ? ORDER BY made_at', nonce).map(({ hash }) => hash),
  }
}

function attemptsOf(db: SettlementDb, intentId: string): Attempt[] {
  return db
    .all<RawRow>('SELECT * FROM transaction_raw WHERE intent = ? ORDER BY made_at, hash', intentId)
    .map(({ hash, nonce, gas, max_fee, priority_fee, made_at, replaces }) => ({
      hash,
      nonce,
      gas,
      maxFee: max_fee,
      priorityFee: priority_fee,
      madeAt: made_at,
      replaces,
    }))
}

function lanes(db: SettlementDb) {
  return {
    /** The lane of an account; `next` = the nonce that comes next, `stopped` = why nothing is sent. */
    lane: (account: string): { next: number | null; stopped: string } =>
      db.get<{ next: number | null; stopped: string }>(
        'SELECT next, stopped FROM nonce_lane WHERE account = ?',
        account,
      ) ?? {
        next: null,
        stopped: '',
      },
    setLane: (account: string, next: number | null, stopped = ''): void =>
      void db.run(
        'INSERT OR REPLACE INTO nonce_lane (account, next, stopped) VALUES (?, ?, ?)',
        account,
        next,
        stopped,
      ),
  }
}
