import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Role } from '../access.ts'
import { assetInput, askedPower, checkShape, operateInput, reservationShape } from './dispatch.ts'
import { auditRowShape, trendInput, trendShape } from './history.ts'
import { liveMessageShape } from './live.ts'
import { instructionShape } from './shapes.ts'
import { siteDescriptionShape } from './site.ts'

const base = oc.$meta<{ role: Role }>({ role: 'engineer' })
const viewer = base.meta({ role: 'viewer' })
const operator = base.meta({ role: 'operator' })

/**
 * Every call between screens and engine: input, output and the least role that may make it. Client and handlers take
 * their types from here; a name not listed is refused as unknown. JSON values only.
 */
export const contract = {
  site: {
    /** The site as configured, with the point dictionary of the live stream. */
    describe: viewer.output(siteDescriptionShape),
  },
  live: {
    /** Snapshot, then deltas, until the caller goes away. */
    stream: viewer.output(eventIterator(liveMessageShape)),
  },
  history: {
    /** Min, max and mean of one point by step. */
    trend: viewer.input(trendInput).output(trendShape),
    /** Newest audit rows first. */
    audit: viewer
      .input(
        z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(100) }),
      )
      .output(z.array(auditRowShape)),
    /** Walks the hash chain; `brokenAt` is the number of the first row that does not fit. */
    verifyAudit: viewer.output(z.object({ rows: z.number().int(), brokenAt: z.number().int().nullable() })),
  },
  dispatch: {
    /** Reserves an asset for the caller for 30 s. Errors: UnknownAsset, NotControllable, StaleData. */
    select: operator.input(assetInput).output(reservationShape),
    /** What the command would do; changes nothing. Errors: ReservationExpired. */
    check: operator
      .input(z.strictObject({ reservationId: z.string().max(64), powerKW: askedPower }))
      .output(checkShape),
    /** Gives the command. Errors: ReservationExpired, ReservationChanged, OutsideLimits, StaleData, TooManyCommands. */
    operate: operator.input(operateInput).output(instructionShape),
    /** Gives the reservation back; unknown ids are fine. */
    cancel: operator.input(z.strictObject({ reservationId: z.string().max(64) })),
    /** Ends an operator's instruction before its time. Errors: UnknownInstruction. */
    end: operator
      .input(z.strictObject({ instructionId: z.string().max(64), reason: z.string().trim().min(3).max(300) }))
      .output(instructionShape),
    /** Automatic: all controllers. Manual: protection, limits and operators only; the rest holds its last setpoint. */
    setMode: operator.input(
      z.strictObject({ mode: z.enum(['automatic', 'manual']), reason: z.string().trim().min(3).max(300) }),
    ),
  },
  alarms: {
    /** Acknowledges one occurrence. Priority 1 needs a note. Errors: Alarm.Unknown, Alarm.NoteRequired. */
    acknowledge: operator.input(
      z.strictObject({ alarmId: z.string().max(64), note: z.string().trim().max(300).default('') }),
    ),
  },
}

/** Type of {@link contract}, from which client and handlers are inferred. */
export type Contract = typeof contract
