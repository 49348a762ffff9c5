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
