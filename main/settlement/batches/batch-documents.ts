import type { Batch, BatchDocument, Correction, CorrectionDocument } from '../../../domain/settlement/batch.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { Statement, StatementsDocument } from '../../../domain/settlement/statement.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { AgreementStore } from '../agreements/agreement-store.ts'
import type { StatementStore } from '../statements/statement-store.ts'
import type { BatchStore } from './batch-store.ts'
import type { CorrectionStore } from './correction-store.ts'

/** What documents are made from. */
export interface BatchDocumentNeeds {
  place: StatementsDocument['place']
  /** Keys of the controller. Errors: `Config.NotFound` while no key was ever opened. */
  keys(): StatementsDocument['keys']
  batches: Pick<BatchStore, 'of' | 'holding'>
  corrections: Pick<CorrectionStore, 'of' | 'statementsOf'>
  statements: Pick<StatementStore, 'between'>
  agreements: Pick<AgreementStore, 'agreementsIn'>
}

/** Batches and corrections as documents that verify without the site. */
export type BatchDocuments = ReturnType<typeof createBatchDocuments>

/** Makes documents of batches and corrections, as they were when they were made: later revisions belong to later corrections. */
export function createBatchDocuments(needs: BatchDocumentNeeds) {
  const { place, keys, batches, corrections, statements, agreements } = needs
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
  const correctionOf = (correction: Correction): CorrectionDocument | undefined => {
    const { header, madeAt } = correction
    const corrected = batches.holding(header.fromQuarter)
    if (!corrected) return undefined
    const counted = agreements.agreementsIn('correction', header.correction)
    const lined = counted.filter(({ line }) => line !== null)
    const first = Math.min(corrected.header.fromQuarter, ...lined.map(({ terms }) => terms.accumulateFrom))
    const brought = new Set(
      corrections.statementsOf(header.correction).map(({ quarter, revision }) => `${quarter}/${revision}`),
    )
    const isBrought = ({ quarter, revision }: Statement) => brought.has(`${quarter}/${revision}`)
    const all = signedBy(madeAt, first, header.toQuarter)
    return {
      kind: 'powerchain/correction',
      version: 1,
      place,
      keys: keys(),
      correction,
      corrected,
      statements: all.filter(isBrought),
      earlier: all.filter((statement) => !isBrought(statement)),
      ...(counted.length > 0 && { agreements: counted }),
    }
  }
  return {
    /** `undefined` when there is no such correction. */
    ofCorrection(number: number): CorrectionDocument | undefined {
      const correction = corrections.of(number)
      return correction && correctionOf(correction)
    },
    /** `undefined` when there is no such batch. */
    of(sequence: number): BatchDocument | undefined {
      const batch = batches.of(sequence)
      return batch && documentOf(batch)
    },
  }
}
