import { z } from 'zod'
import { agreementLineShape, agreementTermsShape, exemptionNames } from '../../settlement/agreement.ts'
import { deadlineShape } from '../../settlement/deadline.ts'

/** Units, 1e-18 POWEC, as decimal text. */
export const units = z.string().regex(/^-?\d{1,40}$/)
const quarter = z.number().int().nonnegative()
const wh = z.number().int().nonnegative()

/** How an agreement stands on chain, in the order of the contract's codes from 1 on. */
export const agreementStates = ['open', 'disputed', 'closing', 'closed', 'expired'] as const
/** One of {@link agreementStates}. */
export type AgreementStateName = (typeof agreementStates)[number]

/** Money by how sure it is; what is further down the list is not in what stands above it. */
export const bySureness = z.object({
  /** In blocks that can't be reorganised away: the ledger's entries. */
  final: units,
  /** In blocks that still can. */
  unconfirmed: units,
  /** What the newest quantities bring beyond that. */
  expected: units,
})

/** Money of an agreement. */
export const agreementMoneyShape = z.object({
  reward: bySureness,
  penalty: bySureness,
  /** What the payee has to give back out of his bond. */
  owed: units,
  /** Reward when the schedule is kept to the end. */
  ifKept: units,
  /** Penalty when nothing more is delivered: what the plan counts with. */
  ifBroken: units,
})
/** Money of an agreement. */
export type AgreementMoney = z.infer<typeof agreementMoneyShape>

/** An agreement as a row. */
export const agreementRowShape = z.object({
  terms: agreementTermsShape,
  /** Number of the request it came from. */
  request: z.string(),
  part: z.enum(['payee', 'payer']),
  counterparty: z.string(),
  state: z.enum(agreementStates),
  /** `false` while the block that says so can still be reorganised away. */
  isFinal: z.boolean(),
  /** How far along: before its first quarter, taking, holding, returning, over. */
  phase: z.enum(['ahead', 'accumulating', 'holding', 'supplying', 'over']),
  /** Whether dispatch keeps it, and if not, why. */
  dispatch: z.string(),
  /** Newest quantities: of the site's own batches, or of one that was given to it. */
  line: agreementLineShape.nullable(),
  /** The quarters after the last batch, as metered so far. */
  running: z.object({ upToQuarter: quarter, takenWh: wh, returnedWh: wh }).nullable(),
  money: agreementMoneyShape,
  nextDeadline: deadlineShape.nullable(),
})
/** An agreement as a row. */
export type AgreementRow = z.infer<typeof agreementRowShape>

/** A line of a statement behind a quarter of an agreement. */
export const agreementSourceShape = z.object({
  meterPoint: z.string(),
  /** The asset whose meter it is; `null` where it is another site's. */
  assetId: z.string().nullable(),
  register: z.enum(['import', 'export', 'absorbed', 'injected']),
  quality: z.enum(['measured', 'estimated', 'edited', 'missing']),
  wh,
  revision: z.number().int(),
  statement: z.string(),
})

/** One quarter of an agreement: what was agreed, what was metered, and what counts. */
export const agreementQuarterShape = z.object({
  quarter,
  scheduledTakenWh: wh,
  scheduledReturnedWh: wh,
  /** `null` = not stated yet. */
  takenWh: wh.nullable(),
  returnedWh: wh.nullable(),
  /** Energy held when the quarter began. */
  heldWh: wh,
  /** Deviation that costs nothing. */
  bandWh: wh,
  deviationWh: wh,
  unusedWh: wh,
  estimatedWh: wh,
  exempt: z.enum(exemptionNames).nullable(),
  sources: z.array(agreementSourceShape),
})
/** One quarter of an agreement. */
export type AgreementQuarter = z.infer<typeof agreementQuarterShape>

/** An agreement, opened. */
export const agreementKept = agreementRowShape.extend({
  /** `constant` power over each window, `given` by a file that fits its hash, or `unknown` as long as no such file was given. */
  schedule: z.enum(['constant', 'given', 'unknown']),
  quarters: z.array(agreementQuarterShape),
  /** Lines of batches and corrections, the newest first. */
  lines: z.array(
    z.object({
      batch: z.string(),
      digest: z.string(),
      line: agreementLineShape,
      /** The line as a ruling binds it, which is what counts; `null` where none does. */
      ruled: agreementLineShape.nullable(),
      reward: units,
      penalty: units,
    }),
  ),
  /** What the contract settled, the newest first. */
  settlings: z.array(
    z.object({
      at: z.number().int(),
      upToQuarter: quarter,
      paid: units,
      penalty: units,
      owed: units,
      batch: z.string(),
      transaction: z.string(),
      isFinal: z.boolean(),
    }),
  ),
  /** Proofs of response that stand behind its quarters. */
  proofs: z.array(z.object({ quarter, id: z.string(), hash: z.string() })),
})
/** An agreement, opened. */
export type AgreementKept = z.infer<typeof agreementKept>
