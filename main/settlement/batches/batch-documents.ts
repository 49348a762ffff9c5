import type { Batch, BatchDocument } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { Statement, StatementsDocument } from '../../../domain/settlement/statement.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { AgreementStore } from '../agreements/agreement-store.ts'
import type { StatementStore } from '../statements/statement-store.ts'
import type { BatchStore } from './batch-store.ts'

/** What documents are made from. */
export interface BatchDocumentNeeds {
  place: StatementsDocument['place']
  /** Keys of the controller. Errors: `Config.NotFound` while no key was ever opened. */
  keys(): StatementsDocument['keys']
  batches: Pick<BatchStore, 'of'>
  statements: Pick<StatementStore, 'between'>
  agreements: Pick<AgreementStore, 'agreementsIn'>
}

/** Batches as documents that verify without the site. */
export type BatchDocuments = ReturnType<typeof createBatchDocuments>

/** Makes documents of batches, as they were when they were made: later revisions belong to corrections. */
export function createBatchDocuments({ place, keys, batches, statements, agreements }: BatchDocumentNeeds) {
  /** Statements as they were at an instant: what was signed by then. */
  const signedBy = (at: EpochMs, from: Quarter, to: Quarter): Statement[] =>
    statements.between(from, to).filter(({ signedAt }) => signedAt !== null && signedAt <= at)
  const documentOf = (batch: Batch): BatchDocument => {
    const { sequence, fromQuarter, toQuarter } = batch.header
    const counted = agreements.agreementsIn('batch', sequence)
    const lined = counted.filter(({ line }) => line !== null)
    const first = Math.min(fromQuarter, ...lined.map(({ terms }) => terms.accumulateFrom))
    return {
      kind: 'powerchain/batch',
      version: 1,
      place,
      keys: keys(),
      batch,
      statements: signedBy(batch.madeAt, fromQuarter, toQuarter),
      ...(counted.length > 0 && { earlier: signedBy(batch.madeAt, first, fromQuarter), agreements: counted }),
    }
  }
  return {
    /** `undefined` when there is no such batch. */
    of(sequence: number): BatchDocument | undefined {
      const batch = batches.of(sequence)
      return batch && documentOf(batch)
    },
  }
}
