import type { AgreementInBatch } from '../../../domain/settlement/agreement.ts'
import { type Correction, correctionHeaderShape } from '../../../domain/settlement/batch.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { createAgreementStore } from '../agreements/agreement-store.ts'
import { newestAnew, type ReplacedRow, signedOf } from '../keys/anew-store.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

interface Row extends ReplacedRow {
  header: string
  digest: string
  signature: string
  key_epoch: number
  made_at: number
}

/** A revision that was signed after the batch of its quarter was made, and stands in no correction yet. */
export interface Uncorrected {
  quarter: number
  revision: number
  signedAt: EpochMs
}

const select = `SELECT c.*, a.signature AS newer, a.key_epoch AS newer_epoch FROM correction c ${newestAnew('c')}`

/** Corrections of the site in order; never changed. */
export type CorrectionStore = ReturnType<typeof createCorrectionStore>

/** Corrections in the site's database. Errors: `Store.Failed`. */
export function createCorrectionStore(db: SettlementDb) {
  const { addAgreements } = createAgreementStore(db)
  return {
    add(
      { header, digest, signature, keyEpoch, madeAt }: Correction,
      statements: readonly { quarter: number; revision: number }[],
      agreements: readonly AgreementInBatch[],
    ): void {
      db.run(
        'INSERT INTO correction (number, header, digest, signature, key_epoch, made_at) VALUES (?, ?, ?, ?, ?, ?)',
        header.correction,
        JSON.stringify(header),
        digest,
        signature,
        keyEpoch,
        madeAt,
      )
      for (const { quarter, revision } of statements)
        db.run(
          'INSERT INTO correction_statement (quarter, revision, number) VALUES (?, ?, ?)',
          quarter,
          revision,
          header.correction,
        )
      addAgreements('correction', header.correction, agreements)
    },
    count: (): number => db.get<{ n: number }>('SELECT count(*) AS n FROM correction')?.n ?? 0,
    of: (number: number): Correction | undefined => {
      const row = db.get<Row>(`${select} WHERE c.number = ?`, number)
      return row && correctionOf(db, row)
    },
    /** Number of the correction with a digest. */
    numberOf: (digest: string): number | undefined =>
      db.get<{ number: number }>('SELECT number FROM correction WHERE digest = ?', digest)?.number,
    /** The newest first. */
    list: (limit: number): Correction[] =>
      db.all<Row>(`${select} ORDER BY c.number DESC LIMIT ?`, limit).map((row) => correctionOf(db, row)),
    /** Quarters and revisions that a correction brought. */
    statementsOf: (number: number): { quarter: number; revision: number }[] =>
      db.all('SELECT quarter, revision FROM correction_statement WHERE number = ? ORDER BY quarter', number),
    /** What waits for a correction: the newest signed revision of each quarter, in their order. */
    waiting: (limit: number): Uncorrected[] =>
      db.all<Uncorrected>(
        `SELECT s.quarter, max(s.revision) AS revision, g.signed_at AS signedAt
         FROM statement s
         JOIN statement_signature g ON g.digest = s.digest
         JOIN batch b ON b.from_quarter <= s.quarter AND b.to_quarter > s.quarter AND g.signed_at > b.made_at
         WHERE s.revision > 0 AND NOT EXISTS (
           SELECT 1 FROM correction_statement c WHERE c.quarter = s.quarter AND c.revision >= s.revision)
         GROUP BY s.quarter ORDER BY s.quarter LIMIT ?`,
        limit,
      ),
  }
}

function correctionOf(db: SettlementDb, row: Row): Correction {
  return { header: correctionHeaderShape.parse(JSON.parse(row.header)), ...signedOf(db, row) }
}
