import { z } from 'zod'
import { type InstructionSubject, instructionSources, instructionSubjects } from '../instruction.ts'
import type { EpochMs, KW } from '../units.ts'

const instant = z.number().int()
const kW = z.number()
const ms = z.number().min(0)

/** A profile of power in steps: each holds from its instant until the next one. Positive into the bus. */
export const powerStepShape = z.strictObject({ from: instant, powerKW: kW })
/** One step of a profile of power. */
export type PowerStep = z.infer<typeof powerStepShape>

/** What would have been without the order; every figure of energy counts from it. */
export const baselineMethods = {
  before: 'mean of the last five minutes without an order',
  plan: 'the plan for the same time',
  none: 'none: no good reading before the order',
} as const
/** Name of a way to find a baseline. */
export type BaselineMethod = keyof typeof baselineMethods

const baselineShape = z.strictObject({
  method: z.enum(Object.keys(baselineMethods) as [BaselineMethod]),
  /** Empty for `none`. */
  steps: z.array(powerStepShape),
  /** The time it rests on, half-open; equal for `none`. */
  from: instant,
  until: instant,
})
/** What would have been without the order. */
export type ProofBaseline = z.infer<typeof baselineShape>

/** What is allowed to whoever follows an order: by the service's rules, or by what the asset can do. */
export const proofTermsShape = z.strictObject({
  /** Longest delay until a tenth of the step is there; `null` = no rule. */
  startMs: ms.nullable(),
  /** Time to full delivery after each step; until then anything between the old and the new value is right. */
  fullMs: ms,
  /** How long full delivery has to be held; `null` = until the order ends. */
  holdMs: ms.nullable(),
  /** Distance from the order that counts as delivered. */
  toleranceKW: kW.min(0),
  /** Share of the time, 0 to 1, that has to be delivered. */
  neededShare: z.number().min(0).max(1),
  /** Price of energy not delivered; `null` = none is known. */
  penaltyEurPerMWh: z.number().nullable(),
})
/** What is allowed to whoever follows an order. */
export type ProofTerms = z.infer<typeof proofTermsShape>

/** Who can order; a `commitment` is a contract. */
export const proofSources = [...instructionSources, 'commitment'] as const
/** One of {@link proofSources}. */
export type ProofSource = (typeof proofSources)[number]

/**
 * What an order asks for: `setpoint` a value to reach; `atMost` and `atLeast` a bound on the power into the bus; `within`
 * a bound on its magnitude. Of a bound only what is beyond it counts as a deviation.
 */
export const orderKinds = ['setpoint', 'atMost', 'atLeast', 'within'] as const
/** One of {@link orderKinds}. */
export type OrderKind = (typeof orderKinds)[number]

/** One order as it was given, and what it is judged by. Powers are positive into the bus. */
export const proofOrderShape = z.strictObject({
  /** Of the instruction or the activation of a service. */
  orderId: z.string(),
  /** Id in the table of services; empty for an instruction that belongs to none. */
  service: z.string(),
  source: z.enum(proofSources),
  owner: z.string(),
  reason: z.string(),
  kind: z.enum(orderKinds),
  /** What it is measured at: the asset's own meter, the connection, or a sum of meters. */
  subject: z.enum(Object.keys(instructionSubjects) as [InstructionSubject]),
  /** The asset asked; the grid meter's asset for what counts at the site as a whole. */
  assetId: z.string(),
  /** For `feederLimit`; empty for all others. */
  feederId: z.string(),
  from: instant,
  /** When it ended; while it runs, when it is to end. */
  until: instant,
  /** What was ordered, the first step at `from`. */
  steps: z.array(powerStepShape).min(1),
  /** Measured mean of the last ten seconds before; `null` without a good reading. */
  startKW: kW.nullable(),
  baseline: baselineShape,
  terms: proofTermsShape,
})
/** One order as it was given, and what it is judged by. */
export type ProofOrder = z.infer<typeof proofOrderShape>

/**
 * What the meter said, as columns of equal length in order of time. Each value holds until the next place; `null` = a
 * gap, from there until the next place. Places before the order's begin are there to be looked at, not judged.
 */
export const proofSamplesShape = z.strictObject({ at: z.array(instant), powerKW: z.array(kW.nullable()) })
/** What the meter said. */
export type ProofSamples = z.infer<typeof proofSamplesShape>

/** How an order turned out; `unknown` = too little was measured, or it ended before it had to be delivered. */
export const proofOutcomes = ['delivered', 'partly', 'notDelivered', 'unknown'] as const
/** One of {@link proofOutcomes}. */
export type ProofOutcome = (typeof proofOutcomes)[number]

/** The judgement over an order. `null` = cannot be said from what was measured. */
export const proofVerdictShape = z.strictObject({
  outcome: z.enum(proofOutcomes),
  /** Why, in sentences. */
  reasons: z.array(z.string()),
  /** First step: from the measured start to the order. */
  stepKW: kW.nullable(),
  /** From the order until the first tenth of that step was measured. */
  startDelayMs: ms.nullable(),
  /** From the order until nine tenths of it were measured. */
  timeToFullMs: ms.nullable(),
  /** Furthest beyond that step before the next one, in percent of it. */
  overshootPct: z.number().min(0).nullable(),
  /** From full delivery until the tolerance was first left, or to the end. */
  heldMs: ms.nullable(),
  /** Energies against the baseline, over the time that was measured; positive into the bus. */
  orderedKWh: z.number().nullable(),
  deliveredKWh: z.number().nullable(),
  /** Root of the mean square of measured less ordered, after the time allowed for the first step. */
  deviationRmsKW: kW.min(0).nullable(),
  /** Share of the measured time within the tolerance, 0 to 1. */
  withinShare: z.number().min(0).max(1).nullable(),
  /** Energy between what was measured and the tolerance around what was ordered. */
  missedKWh: z.number().min(0),
  /** Price of `missedKWh`; `null` when no price is known. */
  penaltyEur: z.number().nullable(),
  /** Share of the order's time with a good reading, 0 to 1. */
  knownShare: z.number().min(0).max(1),
  /** Stretches without a good reading. */
  gapCount: z.number().int().min(0),
  longestGapMs: ms,
})
/** The judgement over an order. */
export type ProofVerdict = z.infer<typeof proofVerdictShape>

/** What one asset of the site did for an order to the connection. */
export const contributionShape = z.strictObject({
  assetId: z.string(),
  /** Mean before the order and after the time allowed, kW, positive into the bus; `null` without a good reading. */
  beforeKW: kW.nullable(),
  duringKW: kW.nullable(),
})
/** A proof of response as it is kept: whatever it says can be judged anew from order and samples. */
export const proofRecordShape = z.strictObject({
  id: z.string(),
  site: z.string(),
  /** Version of the program that recorded it. */
  engine: z.string(),
  order: proofOrderShape,
  /** In words: by itself, or who ended it. */
  ended: z.string(),
  /** Time in which nothing could be recorded, with the reason. */
  gaps: z.array(z.strictObject({ from: instant, until: instant, reason: z.string() })),
  contributions: z.array(contributionShape),
  verdict: proofVerdictShape,
  /** SHA-256 of the samples in canonical JSON, hex. */
  samplesSha256: z.string(),
})
/** A proof of response as it is kept. */
export type ProofRecord = z.infer<typeof proofRecordShape>

/** Place of a record in the chain of all records of a site, signed. */
export const proofSealShape = z.strictObject({
  /** 1 for the first record of the site. */
  n: z.number().int().min(1),
  /** Hash of the record before; 64 zeros for the first. */
  prev: z.string(),
  /** SHA-256 of n, prev, key id and record in canonical JSON, hex. */
  hash: z.string(),
  algorithm: z.literal('Ed25519'),
  /** First 16 hex digits of the SHA-256 of the public key. */
  keyId: z.string(),
  /** Of the raw 32 bytes of the hash, base64. */
  signature: z.string(),
})
/** Place of a record in the chain, signed. */
export type ProofSeal = z.infer<typeof proofSealShape>

/** The document that is given away; it can be verified without the site. */
export const proofDocumentShape = z.strictObject({
  kind: z.literal('powerchain/proof-of-response'),
  version: z.literal(1),
  record: proofRecordShape,
  samples: proofSamplesShape,
  seal: proofSealShape,
  /** SubjectPublicKeyInfo of the site's key, base64. */
  publicKey: z.string(),
})
/** The document that is given away. */
export type ProofDocument = z.infer<typeof proofDocumentShape>

/** Place of the step that holds at an instant; -1 before the first one. */
export function placeAt(steps: readonly PowerStep[], at: EpochMs): number {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.from ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Value of a profile at an instant; `undefined` before its first step. */
export function stepAt(steps: readonly PowerStep[], at: EpochMs): KW | undefined {
  return steps[placeAt(steps, at)]?.powerKW
}
