import { z } from 'zod'
import { agreementLineShape, agreementTermsShape, givenScheduleShape, quarterProofShape } from './agreement.ts'
import { batchDocument, correctionDocument } from './batch.ts'
import { proofDocumentShape } from '../dispatch/proof.ts'
import { statementsDocument } from './statement.ts'

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/)

/** A payer's signature for a line. */
export const signedAcceptanceShape = z.strictObject({
  kind: z.literal('powerchain/acceptance'),
  version: z.literal(1),
  agreement: z.string().regex(/^\d{1,20}$/),
  /** Leaf of the line, and digest of its batch. */
  line: bytes32,
  batch: bytes32,
  /** Unix seconds. */
  deadline: z.number().int().positive(),
  /** 65 bytes. */
  signature: z.string().regex(/^0x[0-9a-f]{130}$/),
})
/** A payer's signature for a line. */
export type SignedAcceptance = z.infer<typeof signedAcceptanceShape>

/** Everything that proves the site's figures of an agreement, in one file. Its hash is what is brought to the chain in a dispute. */
export const evidenceDocument = z.strictObject({
  kind: z.literal('powerchain/evidence'),
  version: z.literal(1),
  madeAt: z.number().int(),
  /** Why it was made. */
  because: z.string(),
  terms: agreementTermsShape,
  schedule: givenScheduleShape.nullable(),
  /** The batch or correction whose line it is about; `null` where this station does not have it. */
  batch: z.discriminatedUnion('kind', [batchDocument, correctionDocument]).nullable(),
  /** Lines that this site stated of it, the newest first. */
  lines: z.array(
    z.strictObject({
      origin: z.enum(['batch', 'correction']),
      number: z.number().int().nonnegative(),
      line: agreementLineShape,
    }),
  ),
  /** Proofs of response behind its quarters, by hash. */
  proofs: z.array(quarterProofShape.extend({ proofId: z.string() })),
  /** Those that are kept, whole, so that they verify with it. */
  proofDocuments: z.array(proofDocumentShape).max(200).optional(),
  acceptance: signedAcceptanceShape.nullable(),
  /** What the chain settled, as texts. */
  settlings: z.array(z.record(z.string(), z.string())),
  /** What the site's own meters say of the agreement's time. */
  own: statementsDocument,
})
/** Everything that proves the site's figures of an agreement. */
export type EvidenceDocument = z.infer<typeof evidenceDocument>
