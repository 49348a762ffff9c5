import { z } from 'zod'
import { allocationShape, billLineShape, consumptionShape } from '../../retail/bill.ts'
import { minorShape } from '../../retail/money.ts'
import { planShape } from '../../retail/plan.ts'
import { formulaShape, partyShape } from '../../retail/settings.ts'
import { readingSources } from '../../retail/typed-data.ts'
import { instant } from '../shapes.ts'

const sources = Object.keys(readingSources) as [keyof typeof readingSources]
const int = z.number().int()

/** Where a posting of ours stands: nothing to post to, in the outbox, or on the chain. */
export const postingShape = z.enum(['none', 'waiting', 'posted', 'final'])
/** Where a posting of ours stands. */
export type Posting = z.infer<typeof postingShape>
/** Where a bill stands; all of it follows from what is stored. */
export const billStates = ['issued', 'partPaid', 'paid', 'overdue', 'corrected', 'writtenOff'] as const

/** How retail stands as a whole. */
export const retailNowShape = z.object({
  currency: z.string(),
  timeZone: z.string(),
  isSimulated: z.boolean(),
  supplier: int,
  collector: int,
  parties: z.array(partyShape),
  formula: formulaShape,
  plans: z.array(planShape),
  consumers: int,
  billed: minorShape,
  paid: minorShape,
  outstanding: minorShape,
  overdue: minorShape,
  advance: minorShape,
  suspense: minorShape,
  /** Where roots are posted, or why nothing is. */
  chain: z.object({ contract: z.string().nullable(), words: z.string() }),
})
/** How retail stands as a whole. */
export type RetailNow = z.infer<typeof retailNowShape>

/** A consumer with what is due. */
export const consumerRowShape = z.object({
  id: z.string(),
  name: z.string(),
  meterPoint: z.string(),
  plan: int,
  isCompany: z.boolean(),
  supply: z.enum(['simulated', 'metering', 'readings']),
  contract: z.enum(['none', 'attested', 'signed']),
  since: z.string(),
  bills: int,
  billed: minorShape,
  outstanding: minorShape,
  overdue: minorShape,
  advance: minorShape,
  /** Due time of the oldest bill that is not paid. */
  oldestDueAt: instant.nullable(),
  lastPaidOn: z.string().nullable(),
})
/** A consumer with what is due. */
export type ConsumerRow = z.infer<typeof consumerRowShape>

/** A bill in a list. */
export const billRowShape = z.object({
  id: int,
  number: z.string(),
  run: int,
  consumer: z.string(),
  plan: int,
  fromQuarter: int,
  toQuarter: int,
  wh: int,
  total: minorShape,
  outstanding: minorShape,
  issuedAt: instant,
  dueAt: instant,
  state: z.enum(billStates),
  /** Bill that this one takes back, or that takes the place of it. */
  reverses: int.nullable(),
})
/** A bill in a list. */
export type BillRow = z.infer<typeof billRowShape>

/** A bill with everything it rests on. */
export const billDetailShape = billRowShape.extend({
  meterPoint: z.string(),
  timeZone: z.string(),
  consumption: consumptionShape,
  lines: z.array(billLineShape),
  parties: z.array(int),
  shares: z.array(minorShape),
  /** What each share still lacks. */
  lacking: z.array(minorShape),
  /** Who got the units that no exact division had, by the largest remainders; in words. */
  remainder: z.string(),
  allocations: z.array(allocationShape.extend({ payment: int.nullable() })),
  /** Whether it can be paid in tokens, in words why; `waiting` = cents paid so that are not final yet. */
  token: z.object({ isOffered: z.boolean(), words: z.string(), waiting: minorShape }),
  leaf: z.string(),
  root: z.string(),
  posting: postingShape,
})
/** A bill with everything it rests on. */
export type BillDetail = z.infer<typeof billDetailShape>

/** A run of bills in a list. */
export const runRowShape = z.object({
  run: int,
  fromQuarter: int,
  toQuarter: int,
  corrects: int,
  count: int,
  total: minorShape,
  root: z.string(),
  madeAt: instant,
  person: z.string(),
  posting: postingShape,
})

/** What a run would issue. */
export const runPreviewShape = z.object({
  checkId: z.string(),
  fromQuarter: int,
  toQuarter: int,
  corrects: int,
  total: minorShape,
  parties: z.array(int),
  shares: z.array(minorShape),
  bills: z.array(
    z.object({
      consumer: z.string(),
      plan: int,
      wh: int,
      estimatedWh: int,
      total: minorShape,
      /** What the bill it replaces came to; `null` = it replaces none. */
      before: minorShape.nullable(),
      advanceUsed: minorShape,
    }),
  ),
  /** Consumers without a bill, and why. */
  held: z.array(z.object({ consumer: z.string(), why: z.string() })),
})
/** What a run would issue. */
export type RunPreview = z.infer<typeof runPreviewShape>

/** What waits for a second person. */
export const proposalShape = z.object({
  n: int,
  at: instant,
  person: z.string(),
  kind: z.enum(['writeOff', 'rate', 'reading']),
  words: z.string(),
  approvedBy: z.string().nullable(),
})
/** What waits for a second person. */
export type Proposal = z.infer<typeof proposalShape>

/** A reading that was entered. */
export const enteredReadingShape = z.object({
  n: int,
  consumer: z.string(),
  register: int,
  wh: int,
  readAt: instant,
  source: z.enum(sources),
  person: z.string(),
  state: z.enum(['accepted', 'held']),
  words: z.string(),
  digest: z.string(),
})
/** A reading that was entered. */
export type EnteredReading = z.infer<typeof enteredReadingShape>

/** A contract or a switch of tariff. */
export const contractRowShape = z.object({
  n: int,
  consumer: z.string(),
  kind: z.enum(['signed', 'attested', 'switch']),
  plan: int,
  effectiveAt: instant,
  signer: z.string().nullable(),
  digest: z.string(),
  madeAt: instant,
  person: z.string(),
  posting: postingShape,
})
/** A contract or a switch of tariff. */
export type ContractRow = z.infer<typeof contractRowShape>

/** What a consumer has to sign: a request for `eth_signTypedData_v4`, and its digest. */
export const toSignShape = z.object({ typedData: z.string(), digest: z.string(), nonce: z.string(), deadline: int })
