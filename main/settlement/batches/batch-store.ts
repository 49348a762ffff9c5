import type { AgreementInBatch } from '../../../domain/settlement/agreement.ts'
import { type Batch, batchHeaderShape } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import { createAgreementStore } from '../agreements/agreement-store.ts'
import { newestAnew, type ReplacedRow, signedOf } from '../keys/anew-store.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

interface Row extends ReplacedRow {
  sequence: number
  header: string
  digest: string
  signature: string
  key_epoch: number
  made_at: number
}

const select = `SELECT b.*, a.signature AS newer, a.key_epoch AS newer_epoch FROM batch b ${newestAnew('b')}`

/** Batches of the site in order; never changed. */
export type BatchStore = ReturnType<typeof createBatchStore>

/** Batches in the site's database. Errors: `Store.Failed`. */
export function createBatchStore(db: SettlementDb) {
  const { addAgreements } = createAgreementStore(db)
  return {
    /** Keeps a batch with its agreements. */
    add({ header, digest, signature, keyEpoch, madeAt }: Batch, agreements: readonly AgreementInBatch[]): void {
      db.run(
        `INSERT INTO batch (sequence, from_quarter, to_quarter, header, digest, signature, key_epoch, made_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        header.sequence,
        header.fromQuarter,
        header.toQuarter,
        JSON.stringify(header),
        digest,
        signature,
        keyEpoch,
        madeAt,
      )
      addAgreements('batch', header.sequence, agreements)
    },
    sequenceOf: (digest: string): number | undefined =>
      db.get<{ sequence: number }>('SELECT sequence FROM batch WHERE digest = ?', digest)?.sequence,
    /** The batch that holds a quarter. */
    holding: (quarter: Quarter): Batch | undefined =>
      one(db, 'WHERE b.from_quarter <= ? AND b.to_quarter > ?', quarter, quarter),
    last: (): Batch | undefined => one(db, 'ORDER BY b.sequence DESC LIMIT 1'),
    of: (sequence: number): Batch | undefined => one(db, 'WHERE b.sequence = ?', sequence),
    /** The newest first. */
    list: (limit: number): Batch[] =>
      db.all<Row>(`${select} ORDER BY b.sequence DESC LIMIT ?`, limit).map((row) => batchOf(db, row)),
  }
}

function one(db: SettlementDb, which: string, ...values: number[]): Batch | undefined {
  const row = db.get<Row>(`${select} ${which}`, ...values)
  return row && batchOf(db, row)
}

function batchOf(db: SettlementDb, row: Row): Batch {
  return { header: batchHeaderShape.parse(JSON.parse(row.header)), ...signedOf(db, row) }
}
