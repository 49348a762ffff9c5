import { z } from 'zod'
import { agreementKept, agreementRowShape } from './agreement-rows.ts'
import { acceptanceShape, disputeShape } from './agreement-disputes.ts'
import { deadlineShape } from '../../settlement/deadline.ts'
import { fileShape, givenFile, reason } from '../files.ts'
import { operator, viewer } from '../roles.ts'

const number = z.string().regex(/^\d{1,20}$/, 'digits')
const agreement = z.strictObject({ agreement: number })
const digest = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')
const quarter = z.number().int().nonnegative()
const ppk = z.number().int().min(0).max(1_000)
const wh = z.number().int().nonnegative()

/** Quarters of an agreement, at most a week of them. */
const openInput = agreement
  .extend({ from: quarter, to: quarter })
  .refine(({ from, to }) => from <= to && to - from <= 7 * 96, 'at most a week')

/** What a party says instead of the posted quantities; absent = what its own meters show. */
export const claimShape = z
  .strictObject({ takenWh: wh, returnedWh: wh, shortWh: wh, deviationWh: wh, unusedWh: wh })
  .partial()

/** Calls about agreements, from the terms on chain down to the meter, and up to money. Amounts are units, 1e-18 POWEC. */
export const agreementCalls = {
  /** All agreements the site has a part in, the newest first. */
  list: viewer.output(z.array(agreementRowShape)),
  /** One agreement with some of its quarters, down to lines of statements. Errors: Config.NotFound. */
  open: viewer.input(openInput).output(agreementKept),
  /** Lines to accept, ours and theirs, the newest first. */
  acceptances: viewer.output(z.array(acceptanceShape)),
  /** Disputes the site is a party of, and their exports, the newest first. */
  disputes: viewer.output(z.array(disputeShape)),
  /** Ends of the windows of posted batches and corrections, as far as the chain told them, by digest. */
  windows: viewer.output(z.record(digest, z.number().int())),
  /** What ends when, the next first. */
  deadlines: viewer.output(z.array(deadlineShape)),
  /** Everything that proves the site's figures of an agreement, as one file. Errors: Config.NotFound. */
  exportEvidence: viewer.input(agreement).output(fileShape),
  /** The batch or correction in which a line of it stands, for the other side; it verifies alone. Errors: Config.NotFound. */
  exportPosted: viewer.input(agreement.extend({ digest })).output(fileShape),
  /** Takes over what another station gave: a batch, a correction, an acceptance, a schedule. Gives what was found, in words. Errors: Config.Invalid. */
  give: operator.input(givenFile).output(z.object({ words: z.string() })),
  /**
   * Signs that a posted line is right: the other side is paid at once. Above the threshold it waits for a second person
   * (`wallet.decideTransfer`). Errors: Config.NotFound, Access.Denied while the key is locked.
   */
  accept: operator.input(z.strictObject({ id: z.string().max(100), reason })).output(acceptanceShape),
  /** Claims other quantities than posted, with a bond. Errors: Config.NotFound, Config.Invalid. */
  dispute: operator.input(agreement.extend({ claim: claimShape, reason })).output(z.object({ words: z.string() })),
  /** Stakes the same bond and answers. Errors: Config.NotFound. */
  respond: operator.input(z.strictObject({ dispute: number, reason })).output(z.object({ words: z.string() })),
  /** Exports evidence and brings its hash to the chain. Errors: Config.NotFound. */
  addEvidence: operator.input(z.strictObject({ dispute: number, reason })).output(z.object({ words: z.string() })),
  /**
   * Rules as the arbiter: quantities between both claims (absent = as posted), and how far the challenger was right, thousandths.
   * Errors: Config.NotFound, Config.Invalid for a quantity outside the claims.
   */
  rule: operator
    .input(z.strictObject({ dispute: number, ruled: claimShape, challengerWinsPpk: ppk, reason }))
    .output(z.object({ words: z.string() })),
  /** Has a ruling reviewed once, with a doubled bond. Errors: Config.NotFound. */
  appeal: operator.input(z.strictObject({ dispute: number, reason })).output(z.object({ words: z.string() })),
  /** Ends a dispute whose time has come. Errors: Config.NotFound, Config.Invalid before its time. */
  execute: operator.input(z.strictObject({ dispute: number, reason })).output(z.object({ words: z.string() })),
  /** Settles the newest line whose window is over. Errors: Config.NotFound, Config.Invalid before its time. */
  settle: operator.input(agreement.extend({ reason })).output(z.object({ words: z.string() })),
  /** Empties the purse of an agreement that is over. Errors: Config.NotFound, Config.Invalid before its time. */
  close: operator.input(agreement.extend({ reason })).output(z.object({ words: z.string() })),
}
