import { z } from 'zod'

const uint32 = z.number().int().min(0).max(0xffff_ffff)
const wh = z.number().int().nonnegative()
/** Integer as decimal text: token units, prices, Wh-quarters may be larger than a number holds exactly. */
const big = z.string().regex(/^\d{1,40}$/)
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')

/** What an agreement is about, in the order of the contract's codes from 1 on. */
export const agreementKinds = ['storage', 'utilization', 'supply'] as const

/** Terms of an agreement: they never change. Field for field the contract's `Terms`; prices in units (1e-18 POWEC) per kWh or kWh-hour. */
export const agreementTermsShape = z.strictObject({
  agreement: big,
  kind: z.enum(agreementKinds),
  payer: address,
  payee: address,
  /** Site whose lane settles it. */
  site: uint32,
  volumeWh: wh,
  accumulateFrom: uint32,
  accumulateTo: uint32,
  supplyFrom: uint32,
  supplyTo: uint32,
  kindPpm: uint32,
  capacityPrice: big,
  holdPrice: big,
  returnPrice: big,
  shortPrice: big,
  deviationPrice: big,
  permittedLossPpm: uint32,
  bond: big,
  escrow: big,
  scheduleHash: bytes32,
  onBehalf: bytes32,
  arbiter: address,
})
/** Terms of an agreement. */
export type AgreementTerms = z.infer<typeof agreementTermsShape>

/** Quantities of an agreement from its beginning up to a quarter: cumulative, no money. Field for field the contract's `AgreementLine`. */
export const agreementLineShape = z.strictObject({
  agreement: big,
  upToQuarter: uint32,
  takenWh: wh,
  returnedWh: wh,
  reservedWhQ: big,
  storedWhQ: big,
  shortWh: wh,
  deviationWh: wh,
  unusedWh: wh,
  estimatedWh: wh,
  isFinal: z.boolean(),
  proofsRoot: bytes32,
})
/** Quantities of an agreement from its beginning up to a quarter. */
export type AgreementLine = z.infer<typeof agreementLineShape>

/** Why a quarter does not count against the party that left the schedule; codes of the contract's proofs from 1 on, 0 = none. */
export const exemptions = {
  gridEmergency: 'the grid operator ordered otherwise',
  counterpartyMeter: 'the meter of the other side had failed',
  notBrought: 'the payer did not bring or take the energy',
} as const
/** One of {@link exemptions}. */
export type Exemption = keyof typeof exemptions
/** All of them, in the order of their codes from 1 on. */
export const exemptionNames = Object.keys(exemptions) as [Exemption, ...Exemption[]]

/** Something that proves how a quarter of an agreement went: hash of a proof of response, and what it exempts from. */
export const quarterProofShape = z.strictObject({
  quarter: uint32,
  hash: bytes32,
  exempt: z.enum(exemptionNames).nullable(),
})
/** Something that proves how a quarter of an agreement went. */
export type QuarterProof = z.infer<typeof quarterProofShape>

/** Energy agreed by quarter from `accumulateFrom` on: taken and returned, Wh. Its hash stands in the terms. */
export const givenScheduleShape = z
  .array(z.tuple([wh, wh]))
  .min(1)
  .max(40_000)
/** Energy agreed by quarter. */
export type GivenSchedule = z.infer<typeof givenScheduleShape>

/** An agreement in a batch with all that its line is made from. */
export const agreementInBatchShape = z.strictObject({
  terms: agreementTermsShape,
  /** `null` = constant power over each window. */
  schedule: givenScheduleShape.nullable(),
  /** Meter points whose lines count for it. */
  meterPoints: z.array(bytes32).max(500),
  proofs: z.array(quarterProofShape).max(40_000),
  /** `null` = none in this batch; it only shared the meters of others. */
  line: agreementLineShape.nullable(),
})
/** An agreement in a batch. */
export type AgreementInBatch = z.infer<typeof agreementInBatchShape>
