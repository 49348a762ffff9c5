import { z } from 'zod'
import { agreementInBatchShape } from './agreement.ts'
import { placeShape, replacedSignatureShape, statementShape, statementsDocument } from './statement.ts'

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const uint32 = z.number().int().min(0).max(0xffff_ffff)
const wh = z.number().int().nonnegative()

/** What is posted of a run of quarters [fromQuarter, toQuarter): roots and public sums, nothing private. */
export const batchHeaderShape = z.strictObject({
  /** Counts the batches of the site from 1, without a gap. */
  sequence: uint32,
  fromQuarter: uint32,
  toQuarter: uint32,
  lineCount: uint32,
  absorbedWh: wh,
  injectedWh: wh,
  statementsRoot: bytes32,
  agreementsRoot: bytes32,
  /** Digest of the batch before; zero for the first. */
  previous: bytes32,
})
/** What is posted of a run of quarters. */
export type BatchHeader = z.infer<typeof batchHeaderShape>

/** Why quarters are stated anew, in the order of the contract's codes from 1 on. */
export const correctionReasons = ['better values', 'rejected batch'] as const

/** What is posted of statements that replace others which were posted already. */
export const correctionHeaderShape = z.strictObject({
  /** Counts the corrections of the site from 1, without a gap. */
  correction: uint32,
  fromQuarter: uint32,
  toQuarter: uint32,
  lineCount: uint32,
  reason: z.number().int().min(1).max(255),
  statementsRoot: bytes32,
  agreementsRoot: bytes32,
  /** Digest of the batch that holds the first quarter it corrects. */
  corrects: bytes32,
})
/** What is posted of statements that replace others. */
export type CorrectionHeader = z.infer<typeof correctionHeaderShape>

const signed = {
  digest: bytes32,
  signature: z.string().regex(/^0x[0-9a-f]{128}$/),
  keyEpoch: uint32,
  madeAt: z.number().int(),
  /** Signatures of earlier keys, the oldest first; absent = the key that signed first still speaks for it. */
  replaced: z.array(replacedSignatureShape).max(100).optional(),
}

/** A batch, signed by the controller. */
export const batchShape = z.strictObject({ header: batchHeaderShape, ...signed })
/** A batch, signed by the controller. */
export type Batch = z.infer<typeof batchShape>

/** A correction, signed by the controller. */
export const correctionShape = z.strictObject({ header: correctionHeaderShape, ...signed })
/** A correction, signed by the controller. */
export type Correction = z.infer<typeof correctionShape>

/** What both documents carry beside what they are about. */
const withAgreements = {
  /** Statements that its agreements count or that it replaces, so that lines and roots can be found anew. */
  earlier: z.array(statementShape).max(40_000).optional(),
  /** Agreements of the time, those with a line in the order of the tree. */
  agreements: z.array(agreementInBatchShape).max(1_024).optional(),
}

/** A batch given away with every statement behind it: it verifies without the site. */
export const batchDocument = z.strictObject({
  kind: z.literal('powerchain/batch'),
  version: z.literal(1),
  place: placeShape,
  keys: statementsDocument.shape.keys,
  batch: batchShape,
  /** All revisions that were there when it was made; the tree holds the newest of each quarter. */
  statements: z.array(statementShape).max(40_000),
  ...withAgreements,
})
/** A batch given away. */
export type BatchDocument = z.infer<typeof batchDocument>

/** A correction given away: the batch it corrects, the statements it brings, those that they replace, and those before and beside them. */
export const correctionDocument = z.strictObject({
  kind: z.literal('powerchain/correction'),
  version: z.literal(1),
  place: placeShape,
  keys: statementsDocument.shape.keys,
  correction: correctionShape,
  /** The batch that it names. */
  corrected: batchShape,
  /** The tree holds these, in the order of their quarters. */
  statements: z.array(statementShape).max(40_000),
  ...withAgreements,
})
/** A correction given away. */
export type CorrectionDocument = z.infer<typeof correctionDocument>
