import { z } from 'zod'
import { agreementKinds, agreementTermsShape } from '../settlement/agreement.ts'
import { energySourceNames, storageKindNames } from './names.ts'
import { accountShape, atShape, pricesShape, uint32Shape, unitsShape, whShape } from './shapes.ts'

/** Storage on offer. */
export const offerShape = z.object({
  offer: uint32Shape,
  node: uint32Shape,
  /** What was offered at first, what is still there, and what of it stands as a candidate. */
  volumeWh: whShape,
  availableWh: whShape,
  lockedWh: whShape,
  fromQuarter: uint32Shape,
  toQuarter: uint32Shape,
  validUntil: atShape,
  source: z.enum(energySourceNames),
  prices: pricesShape,
  state: z.enum(['live', 'exhausted', 'closed']),
  placedAt: atShape,
  transaction: z.string(),
})
/** Storage on offer. */
export type Offer = z.infer<typeof offerShape>

/** What a request asks for. Energy in Wh, prices in units. */
export const requestTermsShape = z.strictObject({
  kind: z.enum(agreementKinds),
  payer: accountShape,
  /** Site whose lane settles it; 0 = the offering node. */
  meteredSite: uint32Shape,
  volumeWh: whShape,
  /** One part goes to one offer; the volume is a multiple of it. */
  partWh: whShape,
  /** Grid areas that may offer, with a surcharge each (units per kWh) that counts for the competition only. */
  zones: z
    .array(z.strictObject({ zone: uint32Shape, surcharge: unitsShape }))
    .min(1)
    .max(8),
  kinds: z.array(z.enum(storageKindNames)).min(1),
  sources: z.array(z.enum(energySourceNames)).min(1),
  accumulateFrom: uint32Shape,
  accumulateTo: uint32Shape,
  supplyFrom: uint32Shape,
  supplyTo: uint32Shape,
  permittedLossPpm: z.number().int().min(0).max(1_000_000),
  /** Highest prices. */
  limits: pricesShape,
  shortPrice: unitsShape,
  deviationPrice: unitsShape,
  /** Bond of the storage, of the escrow. */
  bondPpm: z.number().int().min(50_000).max(1_000_000),
  brokerFeePpm: z.number().int().min(0).max(20_000),
  bidUntil: atShape,
  allOrNone: z.boolean(),
  /** A request of utilization that may be linked with one of supply. */
  mayConvert: z.boolean(),
  arbiter: accountShape,
})
/** What a request asks for. */
export type RequestTerms = z.infer<typeof requestTermsShape>

/** An offer that leads the competition for a part. */
const candidateShape = z.object({
  offer: uint32Shape,
  costUnits: unitsShape,
  proposer: accountShape,
  at: atShape,
})

/** A request with its competition. */
export const requestShape = z.object({
  request: uint32Shape,
  payer: accountShape,
  terms: requestTermsShape,
  heldUnits: unitsShape,
  /** End of the competition as it now is. */
  bidUntil: atShape,
  /** By part; `null` = none stands. */
  candidates: z.array(candidateShape.nullable()),
  state: z.enum(['open', 'concluded', 'returned']),
  /** Agreements it became. */
  agreements: z.array(uint32Shape),
  /** The other leg of a conversion; `null` = none. */
  linkedTo: uint32Shape.nullable(),
  placedAt: atShape,
  transaction: z.string(),
})
/** A request with its competition. */
export type MarketRequest = z.infer<typeof requestShape>

/** An agreement of the market. */
export const marketAgreementShape = z.object({
  agreement: uint32Shape,
  request: uint32Shape,
  /** Offer it came from; `null` when that is not known. */
  offer: uint32Shape.nullable(),
  node: uint32Shape.nullable(),
  terms: agreementTermsShape,
  state: z.enum(['open', 'disputed', 'closed', 'expired']),
  paidUnits: unitsShape,
  concludedAt: atShape,
})
/** An agreement of the market. */
export type MarketAgreement = z.infer<typeof marketAgreementShape>

/** Many paid at once from one purse. */
export const payoutListShape = z.object({
  list: z.string(),
  payer: accountShape,
  totalUnits: unitsShape,
  leftUnits: unitsShape,
  payees: z.number().int(),
  mode: z.enum(['push', 'claim']),
  expiresAt: atShape,
  fundedAt: atShape,
})
/** Many paid at once from one purse. */
export type PayoutList = z.infer<typeof payoutListShape>
