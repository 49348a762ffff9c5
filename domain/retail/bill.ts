import { z } from 'zod'
import { minorShape } from './money.ts'
import { planShape } from './plan.ts'

const uint = z.number().int().nonnegative()
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')

/** What a bill is reckoned from: the energy of each quarter, or what registers showed at both ends of the period. */
export const consumptionShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quarters'),
    /** Watt-hours of each quarter from the first one on. */
    wh: z.array(uint).max(40_000),
    /** A digit for each quarter: 1 measured, 2 estimated, 3 edited. */
    quality: z.string().regex(/^[123]*$/),
    isSimulated: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('registers'),
    rows: z
      .array(
        z.strictObject({
          register: uint,
          band: z.string(),
          openingWh: uint,
          closingWh: uint,
          /** Energy between both, over the register's end where it began again. */
          wh: uint,
          /** `true` = one of both lies between two readings and was interpolated. */
          isEstimated: z.boolean(),
        }),
      )
      .max(8),
  }),
])
/** What a bill is reckoned from. */
export type Consumption = z.infer<typeof consumptionShape>

/** A line: a component of the plan in one band, its quantity (Wh, days, or cents of the lines before) and its amount. */
export const billLineShape = z.strictObject({
  component: z.string(),
  owner: uint,
  kind: z.enum(['energy', 'daily', 'percent']),
  band: z.string().nullable(),
  quantity: minorShape,
  /** Millionths of a cent per kWh or per day; parts per million. */
  price: minorShape,
  amount: minorShape,
})
/** A line of a bill. */
export type BillLine = z.infer<typeof billLineShape>

/** A bill as it was issued; it never changes. */
export const billShape = z.strictObject({
  number: z.string(),
  supplier: uint,
  run: uint,
  index: uint,
  /** Hash of the meter point's name and its salt. */
  meterPoint: bytes32,
  plan: planShape,
  timeZone: z.string(),
  fromQuarter: uint,
  toQuarter: uint,
  consumption: consumptionShape,
  lines: z.array(billLineShape).max(200),
  total: minorShape,
  formula: z.strictObject({
    id: uint,
    version: uint,
    kind: z.enum(['fixed', 'components']),
    weightsPpm: z.array(uint),
  }),
  parties: z.array(uint).min(1).max(8),
  /** What each party gets of the total, in the order of the parties. */
  shares: z.array(minorShape).min(1).max(8),
  issuedAt: z.number().int(),
  dueAt: z.number().int(),
  salt: bytes32,
})
/** A bill as it was issued. */
export type Bill = z.infer<typeof billShape>

/** Where bills are posted: no other chain, no other contract. */
export const billingPlaceShape = z.strictObject({ chainId: uint, contract: address })
/** Where bills are posted. */
export type BillingPlace = z.infer<typeof billingPlaceShape>

/** A run of bills: what its root on the chain stands for. */
export const billRunShape = z.strictObject({
  run: uint,
  fromQuarter: uint,
  toQuarter: uint,
  /** Run whose bills it replaces; 0 = none. */
  corrects: uint,
  count: uint,
  total: minorShape,
  root: bytes32,
})
/** A run of bills. */
export type BillRun = z.infer<typeof billRunShape>

/** Money that went to a bill, as it was divided: by what each share still lacked then. */
export const allocationShape = z.strictObject({
  /** `returned` and `moved`: taken off a bill that was corrected, and given to the one in its place. `token`: paid in POWEC, as the contract divided it. */
  kind: z.enum(['payment', 'token', 'returned', 'moved', 'reversal', 'writeOff']),
  amount: minorShape,
  shares: z.array(minorShape).min(1).max(8),
  at: z.number().int(),
})
/** Money that went to a bill. */
export type Allocation = z.infer<typeof allocationShape>

/** A bill given away: it verifies without the site. */
export const billDocument = z.strictObject({
  kind: z.literal('powerchain/bill'),
  version: z.literal(1),
  place: billingPlaceShape,
  run: billRunShape,
  bill: billShape,
  leaf: bytes32,
  /** Siblings from the leaf up to the root of the run. */
  path: z.array(bytes32).max(17),
  allocations: z.array(allocationShape).max(1_000),
  outstanding: minorShape,
  /** Keccak-256 of everything else in it: shows damage, proves nothing by itself. */
  check: bytes32,
})
/** A bill given away. */
export type BillDocument = z.infer<typeof billDocument>

/** Everything of a consumer, given to the consumer: bills with proofs, payments, what is still due. */
export const consumerDocument = z.strictObject({
  kind: z.literal('powerchain/consumer'),
  version: z.literal(1),
  madeAt: z.number().int(),
  consumer: z.strictObject({
    id: z.string(),
    name: z.string(),
    meterPointName: z.string(),
    meterPoint: bytes32,
    meterPointSalt: bytes32,
  }),
  bills: z.array(billDocument).max(500),
  payments: z.array(
    z.strictObject({ paidOn: z.iso.date(), amount: minorShape, reference: z.string(), bankReference: z.string() }),
  ),
  outstanding: minorShape,
  advance: minorShape,
  /** Keccak-256 of everything else in it: shows damage, proves nothing by itself. */
  check: bytes32,
})
/** Everything of a consumer, given to the consumer. */
export type ConsumerDocument = z.infer<typeof consumerDocument>
