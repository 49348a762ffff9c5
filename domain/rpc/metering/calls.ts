import { z } from 'zod'
import { actBody, meteringActShape } from '../../metering/acts.ts'
import { checkedQuarterShape, intervalShape, meterShape, readingKinds, registerNames } from '../../metering/meter.ts'
import { supplierLineShape } from '../../metering/supplier.ts'
import { engineer, viewer } from '../roles.ts'
import { instant } from '../shapes.ts'
import { supplierCalls } from './supplier.ts'

const key = z.strictObject({ pointId: z.string().max(64), register: z.enum(registerNames) })
const quarter = z.number().int().nonnegative()
const isShort = ({ from, to }: { from: number; to: number }) => from <= to && to - from <= 62 * 96

/** A place where energy is measured, with the meters that hung there. */
export const meterPointShape = z.object({
  id: z.string(),
  registers: z.array(z.enum(registerNames)),
  ratedKW: z.number(),
  meters: z.array(meterShape),
})
/** Quarters [from, to) of a register, at most 62 days of them. */
const intervalsInput = key.extend({ from: quarter, to: quarter }).refine(isShort, 'at most 62 days')

/** Calls about energies by quarter of an hour. */
export const meteringCalls = {
  /** Where energy is measured. */
  points: viewer.output(z.array(meterPointShape)),
  /** Newest revision of each quarter. */
  intervals: viewer.input(intervalsInput).output(z.array(intervalShape)),
  /** One quarter in all its revisions, with the register readings it rests on. */
  quarter: viewer.input(key.extend({ quarter })).output(
    z.object({
      revisions: z.array(intervalShape),
      readings: z.array(
        z.object({ at: instant, epoch: z.number().int(), wh: z.number().int(), kind: z.enum(readingKinds) }),
      ),
      /** The supplier's energy beside it; `null` = no file has it. */
      supplier: supplierLineShape.nullable(),
    }),
  ),
  /** Quarters [from, to), at most 62 days, that meters and their check meters measured, and whether both agree. */
  checked: viewer
    .input(z.strictObject({ from: quarter, to: quarter }).refine(isShort, 'at most 62 days'))
    .output(z.array(checkedQuarterShape)),
  /** Gaps, resets, rollovers, held readings, set clocks: the newest first. */
  notes: viewer.output(
    z.array(
      z.object({
        n: z.number().int(),
        pointId: z.string(),
        register: z.enum(registerNames),
        kind: z.string(),
        at: instant,
        words: z.string(),
      }),
    ),
  ),
  /** Changes that people proposed, the newest first. */
  acts: viewer.output(z.array(meteringActShape)),
  /** Proposes an edit or an exchange of a meter; nothing changes yet. Errors: Config.NotFound. */
  propose: engineer.input(actBody).output(meteringActShape),
  /** Approves what another person proposed. Errors: Access.Denied, Config.NotFound, Config.Invalid. */
  approve: engineer.input(z.strictObject({ n: z.number().int() })).output(meteringActShape),
  supplier: supplierCalls,
}
