import { z } from 'zod'
import { minorShape } from '../../retail/money.ts'
import { instant } from '../shapes.ts'

const int = z.number().int()

/** Money on its way in. */
export const paymentRowShape = z.object({
  id: int,
  list: int,
  paidOn: z.string(),
  amount: minorShape,
  payer: z.string(),
  reference: z.string(),
  bankReference: z.string(),
  /** `null` = in the suspense account. */
  consumer: z.string().nullable(),
  /** What was given to bills of it; the rest is the consumer's advance. */
  allocated: minorShape,
})
/** Money on its way in. */
export type PaymentRow = z.infer<typeof paymentRowShape>

/** A list of payments as it came from a bank. */
export const paymentListShape = z.object({
  list: int,
  name: z.string(),
  day: z.string(),
  count: int,
  total: minorShape,
  suspense: int,
  madeAt: instant,
  person: z.string(),
})
/** A list of payments as it came from a bank. */
export type PaymentList = z.infer<typeof paymentListShape>

/** What a file of payments says, and where each of them would go. Nothing is taken while there is a fault. */
export const paymentsCheckShape = z.object({
  checkId: z.string().nullable(),
  format: z.enum(['CAMT.053', 'CSV']),
  listName: z.string(),
  day: z.string().nullable(),
  total: minorShape,
  rows: z.array(
    z.object({
      paidOn: z.string(),
      amount: minorShape,
      payer: z.string(),
      reference: z.string(),
      match: z.enum(['bill', 'consumer', 'suspense', 'duplicate']),
      consumer: z.string().nullable(),
      words: z.string(),
    }),
  ),
  faults: z.array(z.object({ row: int, words: z.string() })),
})
/** What a file of payments says. */
export type PaymentsCheck = z.infer<typeof paymentsCheckShape>

/** Money that goes on to a party. */
export const payoutShape = z.object({
  list: int,
  madeAt: instant,
  person: z.string(),
  rows: z.array(z.object({ party: int, amount: minorShape })),
})
/** What parties are owed of what was paid. */
export const payoutsShape = z.object({
  owed: z.array(z.object({ party: int, amount: minorShape })),
  lists: z.array(payoutShape),
})
/** What parties are owed of what was paid. */
export type Payouts = z.infer<typeof payoutsShape>

/** A rate of the token that was fixed. */
export const rateShape = z.object({
  n: int,
  /** Cents per token, decimal. */
  minorPerToken: z.string(),
  /** Units (1e-18 token) per cent. */
  unitsPerMinor: z.string(),
  source: z.string(),
  sourceHash: z.string(),
  at: instant,
  person: z.string(),
  /** Second person, where the step was large. */
  secondPerson: z.string().nullable(),
})
/** A rate of the token that was fixed. */
export type Rate = z.infer<typeof rateShape>
/** Rates, the newest first, and whether the newest one can be used. */
export const ratesShape = z.object({ state: z.enum(['none', 'fresh', 'stale']), rates: z.array(rateShape) })
