import { z } from 'zod'
import {
  batchDocument,
  type BatchDocument,
  correctionDocument,
  type CorrectionDocument,
} from '../../../../domain/settlement/batch.ts'
import { type SignedAcceptance, signedAcceptanceShape } from '../../../../domain/settlement/evidence.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { SettlementDb } from '../../statements/statement-store.ts'

/** What another station gives of what it posted. */
export type GivenDocument = BatchDocument | CorrectionDocument
const givenShape = z.discriminatedUnion('kind', [batchDocument, correctionDocument])

/** Digest of what a document is about. */
export function digestOf(document: GivenDocument): string {
  return document.kind === 'powerchain/batch' ? document.batch.digest : document.correction.digest
}

/** What other stations gave, and signatures of payers. */
export type GivenStore = ReturnType<typeof createGivenStore>

/** Batches of other sites and acceptances in the site's database. Errors: `Store.Failed`. */
export function createGivenStore(db: SettlementDb) {
  return {
    /** Keeps a document that was verified; the same again changes nothing. */
    add(document: GivenDocument, at: EpochMs, by: string): void {
      const sequence =
        document.kind === 'powerchain/batch' ? document.batch.header.sequence : document.correction.header.correction
      db.run(
        'INSERT OR IGNORE INTO given_batch (digest, site, sequence, body, given_at, given_by) VALUES (?, ?, ?, ?, ?, ?)',
        digestOf(document),
        document.place.site,
        sequence,
        JSON.stringify(document),
        at,
        by,
      )
    },
    of(digest: string): GivenDocument | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM given_batch WHERE digest = ?', digest)
      return row && givenShape.parse(JSON.parse(row.body))
    },
    /** Keeps a signature; the first for a line of a batch stays. */
    addAcceptance(acceptance: SignedAcceptance, at: EpochMs): void {
      db.run(
        'INSERT OR IGNORE INTO line_acceptance (agreement, batch, body, at) VALUES (?, ?, ?, ?)',
        acceptance.agreement,
        acceptance.batch,
        JSON.stringify(acceptance),
        at,
      )
    },
    acceptance(agreement: string, batch: string): SignedAcceptance | undefined {
      const row = db.get<{ body: string }>(
        'SELECT body FROM line_acceptance WHERE agreement = ? AND batch = ?',
        agreement,
        batch,
      )
      return row && signedAcceptanceShape.parse(JSON.parse(row.body))
    },
  }
}
