import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import {
  contributionShape,
  proofOrderShape,
  proofOutcomes,
  proofRecordShape,
  proofSamplesShape,
  proofSealShape,
  proofSources,
  proofVerdictShape,
} from '../../dispatch/proof.ts'
import { instant } from '../shapes.ts'

/** Which proofs, the newest first, page by page. */
export const proofListInput = z.strictObject({
  /** Only older ones: `next` of the page before. */
  before: z.number().int().optional(),
  limit: z.number().int().min(1).max(200).default(50),
  assetId: idSchema.optional(),
  service: z.string().max(40).optional(),
  source: z.enum(proofSources).optional(),
  outcome: z.enum(proofOutcomes).optional(),
  /** Orders that began within [from, to). */
  from: instant.optional(),
  to: instant.optional(),
})
/** Which proofs. */
export type ProofListInput = z.input<typeof proofListInput>

/** One proof in a list. */
export const proofSummaryShape = z.object({
  id: z.string(),
  /** Place in the chain; `null` while the order runs. */
  n: z.number().int().nullable(),
  order: proofOrderShape.pick({
    orderId: true,
    service: true,
    source: true,
    owner: true,
    reason: true,
    kind: true,
    subject: true,
    feederId: true,
    assetId: true,
    from: true,
    until: true,
  }),
  /** What is ordered last, kW, positive into the bus. */
  orderedKW: z.number(),
  /** So far, while it runs. */
  verdict: proofVerdictShape,
})
/** One proof in a list. */
export type ProofSummary = z.infer<typeof proofSummaryShape>

/** Proofs of orders that run, and a page of those that are kept. */
export const proofListShape = z.object({
  running: z.array(proofSummaryShape),
  kept: z.array(proofSummaryShape),
  /** For the next page; `null` at the end. */
  next: z.number().int().nullable(),
})

/** Which proof. */
export const proofInput = z.strictObject({ id: z.string().max(100) })

/** One proof with everything in it. */
export const proofShape = z.object({
  id: z.string(),
  order: proofOrderShape,
  /** In words; empty while it runs. */
  ended: z.string(),
  gaps: proofRecordShape.shape.gaps,
  contributions: z.array(contributionShape),
  verdict: proofVerdictShape,
  samples: proofSamplesShape,
  /** `null` while it runs. */
  seal: proofSealShape.nullable(),
})
/** One proof with everything in it. */
export type Proof = z.infer<typeof proofShape>

/** Files a proof can be had as: JSON verifies offline, PDF is the report of the event, CSV its samples. */
export const proofFormats = ['json', 'csv', 'pdf'] as const
/** Which proof, as which file. */
export const proofExportInput = proofInput.extend({ format: z.enum(proofFormats) })

/** What the walk over all records found. */
export const proofCheckShape = z.object({
  records: z.number().int(),
  keyId: z.string(),
  /** The first record that is missing or not as it was written; `null` when all fit. */
  broken: z.object({ n: z.number().int(), id: z.string(), reason: z.string() }).nullable(),
})
/** What the walk over all records found. */
export type ProofCheck = z.infer<typeof proofCheckShape>

/** `unproven`: what is known speaks for it, and nothing was measured yet. */
export const qualificationResults = ['yes', 'no', 'unproven'] as const
/** One of {@link qualificationResults}. */
export type QualificationResult = (typeof qualificationResults)[number]

const checkShape = z.object({
  /** Such as `full delivery` or `energy for the hold`. */
  name: z.string(),
  /** In words with units. */
  need: z.string(),
  have: z.string(),
  result: z.enum(qualificationResults),
  /** What `have` rests on. */
  basis: z.enum(['measured', 'configured', 'none']),
})
/** One requirement of a service against one asset. */
export type QualificationCheck = z.infer<typeof checkShape>

/** One asset, or the site's assets together, against one service in one direction. */
export const qualificationRowShape = z.object({
  /** Absent for the group of all assets. */
  assetId: z.string().optional(),
  service: z.string(),
  serviceLabel: z.string(),
  /** `up` = more into the bus: infeed or less draw; `down` = less. */
  direction: z.enum(['up', 'down']),
  result: z.enum(qualificationResults),
  /** Power it could offer for the whole hold, kW, never negative. */
  capacityKW: z.number().min(0),
  /** Why, or why not, in one sentence. */
  reason: z.string(),
  checks: z.array(checkShape),
})
/** One asset, or the group, against one service. */
export type QualificationRow = z.infer<typeof qualificationRowShape>

/** Who qualifies for what. */
export const qualificationShape = z.object({ at: instant, rows: z.array(qualificationRowShape) })
/** Who qualifies for what. */
export type Qualification = z.infer<typeof qualificationShape>
