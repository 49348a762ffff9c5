import { z } from 'zod'
import { batchShape } from '../../settlement/batch.ts'
import { placeShape, statementShape } from '../../settlement/statement.ts'
import { fileShape, reason } from '../files.ts'
import { engineer, viewer } from '../roles.ts'
import { verifiedShape, verifyInput } from './verify.ts'

const quarter = z.number().int().nonnegative()
/** Quarters [from, to), at most a year of them. */
const quarters = z
  .strictObject({ from: quarter, to: quarter })
  .refine(({ from, to }) => from <= to && to - from <= 366 * 96, 'at most a year')
const passphrase = z.string().min(1).max(200)

/** How settlement stands. */
export const settlementNowShape = z.object({
  /** `null` = the site file asks for no settlement. */
  place: placeShape.nullable(),
  key: z.object({
    state: z.enum(['none', 'locked', 'unlocked']),
    address: z.string().nullable(),
    epoch: z.number().int(),
  }),
  statements: z.number().int(),
  unsigned: z.number().int(),
  oldestUnsigned: quarter.nullable(),
  lastQuarter: quarter.nullable(),
  /** The past of a simulated site is being made: nothing is stated before it is there. */
  isPastAwaited: z.boolean(),
})
/** How settlement stands. */
export type SettlementNow = z.infer<typeof settlementNowShape>

/** Calls about what the site states of its energies. */
export const settlementCalls = {
  /** How far statements are, and where the key stands. */
  now: viewer.output(settlementNowShape),
  /** Statements of some quarters in all their revisions. */
  statements: viewer.input(quarters).output(z.array(statementShape)),
  /** The same as a document that verifies without the site. */
  export: viewer.input(quarters).output(fileShape),
  /** Batches, the newest first. */
  batches: viewer.output(z.array(batchShape)),
  /** A batch with every statement behind it, which verifies without the site. Errors: Config.NotFound. */
  exportBatch: viewer.input(z.strictObject({ sequence: z.number().int() })).output(fileShape),
  /** Makes the document as it is exported and has it verified by itself, as `npm run verify` does. Errors: Config.NotFound. */
  verify: viewer.input(verifyInput).output(verifiedShape),
  /** Makes the controller's first key. Errors: Config.Invalid, Store.Failed. */
  createKey: engineer.input(z.strictObject({ passphrase, reason })).output(settlementNowShape),
  /** Opens the key until the engine ends or it is locked. Errors: Access.Denied, Config.NotFound, Store.Damaged. */
  unlock: engineer.input(z.strictObject({ passphrase })).output(settlementNowShape),
  /** Closes the key: statements are drafted and wait. */
  lock: engineer.input(z.strictObject({ reason })).output(settlementNowShape),
}
