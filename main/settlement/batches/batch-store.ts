import type { AgreementInBatch } from '../../../domain/settlement/agreement.ts'
import { type Batch, batchHeaderShape } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import { createAgreementStore } from '../agreements/agreement-store.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

interface Row {
  sequence: number
  header: string
  digest: string
  signature: string
  key_epoch: number
  made_at: number
}

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
    holding: (quarter: Quarter): Batch | undefined => {
      const row = db.get<Row>('SELECT * FROM batch WHERE from_quarter <= ? AND to_quarter > ?', quarter, quarter)
      return row && batchOf(row)
    },
    last: (): Batch | undefined => {
      const row = db.get<Row>('SELECT * FROM batch ORDER BY sequence DESC LIMIT 1')
      return row && batchOf(row)
    },
    of: (sequence: number): Batch | undefined => {
      const row = db.get<Row>('SELECT * FROM batch WHERE sequence = ?', sequence)
      return row && batchOf(row)
    },
    /** The newest first. */
    list: (limit: number): Batch[] =>
      db.all<Row>('SELECT * FROM batch ORDER BY sequence DESC LIMIT ?', limit).map(batchOf),
  }
}

function batchOf({ header, digest, signature, key_epoch, made_at }: Row): Batch {
  const parsed = batchHeaderShape.parse(JSON.parse(header))
  return { header: parsed, digest, signature, keyEpoch: key_epoch, madeAt: made_at }
}
