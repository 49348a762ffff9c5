import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { ReplacedSignature } from '../../../domain/settlement/statement.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { ToSign } from './signed-digests.ts'

/** As much of a database as signatures made anew need. Errors: `Store.Failed`. */
interface AnewDb {
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[]
  run(sql: string, ...values: (string | number | null)[]): number
}

/** Columns of a row with a digest that {@link newestAnew} was joined to. */
export interface ReplacedRow {
  digest: string
  signature: string | null
  key_epoch: number | null
  newer: string | null
  newer_epoch: number | null
}

/** Joins, as `a`, the newest signature that holds in place of the first one, by the digest of a table's alias. */
export function newestAnew(alias: string): string {
  return `LEFT JOIN signature_anew a ON a.digest = ${alias}.digest
    AND a.key_epoch = (SELECT max(key_epoch) FROM signature_anew WHERE digest = ${alias}.digest)`
}

/** The signatures in whose place a later one holds; nothing where there is none. */
export function replacedOf(db: Pick<AnewDb, 'all'>, row: ReplacedRow): { replaced?: ReplacedSignature[] } {
  const { digest, signature, key_epoch, newer } = row
  if (newer === null || signature === null || key_epoch === null) return {}
  const later = db.all<ReplacedSignature>(
    'SELECT key_epoch AS keyEpoch, signature, reason FROM signature_anew WHERE digest = ? ORDER BY key_epoch',
    digest,
  )
  const earlier = [{ keyEpoch: key_epoch, signature }, ...later]
  return {
    replaced: later.map(({ reason }, i) => ({
      keyEpoch: earlier[i]?.keyEpoch ?? 0,
      signature: earlier[i]?.signature ?? '',
      reason,
    })),
  }
}

/** What batches and corrections have in common: the signature that holds now, and those that held before. */
export function signedOf(db: Pick<AnewDb, 'all'>, row: ReplacedRow & { made_at: EpochMs }) {
  return {
    digest: row.digest,
    signature: row.newer ?? row.signature ?? '',
    keyEpoch: row.newer_epoch ?? row.key_epoch ?? 0,
    madeAt: row.made_at,
    ...replacedOf(db, row),
  }
}

/** The quarters [from, to) of a key's epoch; `to` = `null`: no key follows it. */
export interface EpochSpan {
  epoch: number
  from: Quarter
  to: Quarter | null
}

/** After every quarter. */
const farQuarter = 2 ** 32

/** Signatures of later keys in the site's database: the first ones are never touched. Errors: `Store.Failed`. */
export function createAnewStore(db: AnewDb) {
  return {
    add({ digest }: ToSign, signature: string, { epoch, reason, at }: { epoch: number; reason: string; at: EpochMs }) {
      db.run(
        'INSERT INTO signature_anew (digest, key_epoch, signature, signed_at, reason) VALUES (?, ?, ?, ?, ?)',
        digest,
        epoch,
        signature,
        at,
        reason,
      )
    },
    /** Statements and then batches of a key's quarters that only earlier keys signed, the oldest first. */
    outdated: ({ epoch, from, to }: EpochSpan, limit: number): ToSign[] =>
      db.all<ToSign>(
        `WITH span (first, past, epoch) AS (VALUES (?, ?, ?)), it AS (
           SELECT 1 AS kind, s.quarter AS n, 'statement/' || s.quarter || '/' || s.revision AS subject, s.digest
           FROM span JOIN statement s ON s.quarter >= span.first AND s.quarter < span.past
           JOIN statement_signature g ON g.digest = s.digest AND g.key_epoch < span.epoch
           UNION ALL
           SELECT 2, b.sequence, 'batch/' || b.sequence, b.digest
           FROM span JOIN batch b ON b.from_quarter >= span.first AND b.to_quarter <= span.past AND b.key_epoch < span.epoch
         )
         SELECT subject, digest FROM it WHERE NOT EXISTS (
           SELECT 1 FROM signature_anew a JOIN span WHERE a.digest = it.digest AND a.key_epoch >= span.epoch)
         ORDER BY kind, n, subject LIMIT ?`,
        from,
        to ?? farQuarter,
        epoch,
        limit,
      ),
  }
}
