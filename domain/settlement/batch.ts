import { z } from 'zod'
import { placeShape, statementShape, statementsDocument } from './statement.ts'

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

/** A batch, signed by the controller. */
export const batchShape = z.strictObject({
  header: batchHeaderShape,
  digest: bytes32,
  signature: z.string().regex(/^0x[0-9a-f]{128}$/),
  keyEpoch: uint32,
  madeAt: z.number().int(),
})
/** A batch, signed by the controller. */
export type Batch = z.infer<typeof batchShape>

/** A batch given away with every statement behind it: it verifies without the site. */
export const batchDocument = z.strictObject({
  kind: z.literal('powerchain/batch'),
  version: z.literal(1),
  place: placeShape,
  keys: statementsDocument.shape.keys,
  batch: batchShape,
  /** All revisions; the tree holds the newest of each quarter. */
  statements: z.array(statementShape).max(40_000),
})
/** A batch given away. */
export type BatchDocument = z.infer<typeof batchDocument>
