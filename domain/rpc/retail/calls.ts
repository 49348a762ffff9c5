import { z } from 'zod'
import { fileShape, givenFile, reason } from '../files.ts'
import { engineer, operator, viewer } from '../roles.ts'
import { instant } from '../shapes.ts'
import {
  paymentListShape,
  paymentRowShape,
  paymentsCheckShape,
  payoutShape,
  payoutsShape,
  ratesShape,
} from './money-shapes.ts'
import {
  billDetailShape,
  billRowShape,
  consumerRowShape,
  contractRowShape,
  enteredReadingShape,
  proposalShape,
  retailNowShape,
  runPreviewShape,
  runRowShape,
  toSignShape,
} from './shapes.ts'

const id = z.number().int().positive()
const consumer = z.string().max(40)
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
/** Signatures as wallets give them (65 bytes) or short (64). */
const signature = z.string().regex(/^0x([0-9a-fA-F]{128}|[0-9a-fA-F]{130})$/, '0x and 128 or 130 hexadecimal digits')
const wanted = z.strictObject({ consumer, plan: id, day: z.iso.date() })
const signed = wanted.extend({ nonce: z.string().regex(/^\d{1,40}$/), deadline: z.number().int(), signature, reason })
const asked = z.strictObject({ checkId: z.string().max(64), reason })

/** Calls about consumers: what they drew, what they owe, what they paid. */
export const retailCalls = {
  /** How retail stands; `null` = the site file has no section about it. */
  now: viewer.output(retailNowShape.nullable()),
  /** Consumers with what is due, by name. */
  consumers: viewer.output(z.array(consumerRowShape)),
  /** Bills, the newest first; of one consumer or of all. */
  bills: viewer
    .input(z.strictObject({ consumer: consumer.optional(), limit: z.number().int().min(1).max(1_000).default(200) }))
    .output(z.array(billRowShape)),
  /** A bill with lines, energies, shares and what was paid. Errors: Config.NotFound. */
  bill: viewer.input(z.strictObject({ id })).output(billDetailShape),
  /** Runs of bills, the newest first. */
  runs: viewer.output(z.array(runRowShape)),
  /** What bills of local days [from, to) would come to; with `corrects`, what would differ from that run. Errors: Retail.Invalid. */
  previewRun: operator
    .input(z.strictObject({ from: z.iso.date(), to: z.iso.date(), corrects: z.number().int().min(0).default(0) }))
    .output(runPreviewShape),
  /** Issues what was previewed, if nothing changed since. Errors: Retail.Invalid. */
  issueRun: engineer.input(asked).output(runRowShape),
  /** Payments, the newest first; only those nobody is known for with `isSuspense`. */
  payments: viewer
    .input(
      z.strictObject({
        isSuspense: z.boolean().default(false),
        limit: z.number().int().min(1).max(1_000).default(200),
      }),
    )
    .output(z.array(paymentRowShape)),
  /** Lists of payments, the newest first. */
  paymentLists: viewer.output(z.array(paymentListShape)),
  /** What a bank's file (CAMT.053 or CSV) says; changes nothing. Errors: Retail.Invalid for a hostile file. */
  checkPayments: operator.input(givenFile).output(paymentsCheckShape),
  /** Takes a checked file over, all of it or nothing. Errors: Retail.Invalid when it was taken already or things changed. */
  applyPayments: engineer.input(asked).output(paymentListShape),
  /** Says whose money a payment in the suspense account is. Errors: Config.NotFound, Retail.Invalid. */
  assignPayment: engineer.input(z.strictObject({ payment: id, consumer, reason })).output(paymentRowShape),
  /** What parties are owed of what was paid, and lists for the bank. */
  payouts: viewer.output(payoutsShape),
  /** Makes a list for the bank of what parties are owed. Errors: Retail.Invalid when nothing is. */
  makePayouts: engineer.input(z.strictObject({ reason })).output(payoutShape),
  /** The list as CSV. Errors: Config.NotFound. */
  exportPayouts: viewer.input(z.strictObject({ list: id })).output(fileShape),
  /** Rates of the token, the newest first. */
  rates: viewer.output(ratesShape),
  /** Fixes a rate; a step of more than a fifth waits for a second person. Errors: Retail.Invalid. */
  fixRate: engineer
    .input(
      z.strictObject({
        minorPerToken: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a price in cents, such as 4.25'),
        source: z.string().trim().min(3).max(200),
        /** When it was so; absent = now, by the engine's clock. */
        at: instant.optional(),
      }),
    )
    .output(ratesShape),
  /** Asks the address of the site file for a rate and fixes it. Errors: Retail.Invalid. */
  fetchRate: engineer.output(ratesShape),
  /** What waits for a second person, and what one approved; the newest first. */
  proposals: viewer.output(z.array(proposalShape)),
  /** Approves what another person proposed. Errors: Access.Denied, Config.NotFound, Retail.Invalid. */
  approve: engineer.input(z.strictObject({ n: id })).output(proposalShape),
  /** Proposes to give up what a bill still lacks. Errors: Config.NotFound, Retail.Invalid. */
  writeOff: engineer.input(z.strictObject({ bill: id, reason })).output(proposalShape),
  /** Readings that people or a technician's device entered, the newest first. */
  readings: viewer.input(z.strictObject({ consumer: consumer.optional() })).output(z.array(enteredReadingShape)),
  /** Enters what a meter shows; what can't be is held for a second person. Errors: Config.NotFound, Retail.Invalid. */
  enterReading: operator
    .input(
      z.strictObject({
        consumer,
        register: z.number().int().min(1).max(8),
        wh: z.number().int().nonnegative(),
        readAt: instant,
        source: z.enum(['direct', 'manual']),
        attachment: bytes32.nullable(),
      }),
    )
    .output(enteredReadingShape),
  /** Contracts and switches of tariff, the newest first. */
  contracts: viewer.input(z.strictObject({ consumer: consumer.optional() })).output(z.array(contractRowShape)),
  /** What a consumer signs to take a plan from a local day on: the contract, or a switch when there is one. Errors: Retail.Invalid. */
  toSign: operator.input(wanted).output(toSignShape),
  /** Takes what a consumer signed. Errors: Retail.Invalid when somebody else signed or a switch comes too soon. */
  takeSigned: engineer.input(signed).output(contractRowShape),
  /** Notes a contract signed outside, by the hash of its document. Errors: Retail.Invalid. */
  attest: engineer.input(wanted.extend({ document: bytes32, reason })).output(contractRowShape),
  /** A bill as a document that verifies without the site. Errors: Config.NotFound. */
  exportBill: viewer.input(z.strictObject({ id })).output(fileShape),
  /** Everything of a consumer for the consumer: a document that verifies, or a page to look at with the same inside. Errors: Config.NotFound. */
  exportConsumer: viewer.input(z.strictObject({ consumer, format: z.enum(['json', 'html']) })).output(fileShape),
  /** Invoice or act of a bill. Errors: Config.NotFound, Retail.Invalid when the consumer is no company. */
  invoice: viewer.input(z.strictObject({ id, format: z.enum(['pdf', 'ubl', 'act']) })).output(fileShape),
}
