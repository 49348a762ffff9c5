import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import type { Batch, BatchHeader, Correction, CorrectionHeader } from '../../../../domain/settlement/batch.ts'
import type { AgreementStore } from '../agreement-store.ts'
import { linesIn } from '../counting.ts'
import type { AgreementsOnChain, PostedBatch } from '../fold.ts'
import { correctionBit, type LeafPlace } from '../leaves.ts'
import type { GivenDocument, GivenStore } from './given-store.ts'

/** A line that stands in a batch which was posted, with all that proves it. */
export interface PostedLine {
  posted: PostedBatch
  header: BatchHeader | CorrectionHeader
  line: AgreementLine
  /** All lines of the tree in their order. */
  lines: AgreementLine[]
  place: LeafPlace
}

/** What posted lines are found in. */
export interface PostedLinesNeeds {
  site: number
  separator: Uint8Array
  chain(): AgreementsOnChain
  batches: { of(sequence: number): Batch | undefined }
  corrections: { of(number: number): Correction | undefined }
  agreements: Pick<AgreementStore, 'agreementsIn'>
  given: Pick<GivenStore, 'of'>
}

/** Finds lines of posted batches: the site's own, and those that other stations gave. */
export type PostedLines = ReturnType<typeof createPostedLines>

/** Lines that the chain knows by their batch and this station by their contents. */
export function createPostedLines(needs: PostedLinesNeeds) {
  const ofPosted = (posted: PostedBatch, agreement: string): PostedLine | undefined => {
    const known = posted.site === needs.site ? ownOf(needs, posted) : givenOf(needs.given.of(posted.digest))
    const line = known?.lines.find((one) => one.agreement === agreement)
    const sequence = posted.isCorrection ? posted.sequence + correctionBit : posted.sequence
    return known && line && { ...known, posted, line, place: { ...needs, site: posted.site, sequence } }
  }
  return {
    ofPosted,
    /** All posted lines of an agreement of a site that were not rejected, the newest first. */
    of: (site: number, agreement: string): PostedLine[] =>
      [...needs.chain().posted.values()]
        .filter((posted) => posted.site === site && !posted.isRejected)
        .toReversed()
        .flatMap((posted) => ofPosted(posted, agreement) ?? []),
  }
}

function ownOf(
  { batches, corrections, agreements }: PostedLinesNeeds,
  { isCorrection, sequence, digest }: PostedBatch,
): { header: BatchHeader | CorrectionHeader; lines: AgreementLine[] } | undefined {
  const made = isCorrection ? corrections.of(sequence) : batches.of(sequence)
  // another station of ours may have posted another one
  if (made?.digest !== digest) return undefined
  return {
    header: made.header,
    lines: linesIn(agreements.agreementsIn(isCorrection ? 'correction' : 'batch', sequence)),
  }
}

function givenOf(document: GivenDocument | undefined) {
  if (!document) return undefined
  const header = document.kind === 'powerchain/batch' ? document.batch.header : document.correction.header
  return { header, lines: linesIn(document.agreements ?? []) }
}
