import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { instant, powerRangeShape, readingShape } from '../shapes.ts'

/** An asset reserved for one person for a short time: the first step of select-before-operate. */
export const reservationShape = z.object({
  id: z.string(),
  assetId: z.string(),
  expiresAt: instant,
  /** Power that the person sees and decides on. */
  power: readingShape,
  /** What may be asked now. */
  range: powerRangeShape,
  limitedBy: z.string(),
})
/** An asset reserved for one person for a short time. */
export type Reservation = z.infer<typeof reservationShape>

/** One line of the effect of a command, in numbers; the screen finds the words. */
export const effectShape = z.object({
  of: z.enum(['asset', 'feeder', 'connection', 'hashrate']),
  /** Name of the feeder, for `feeder`. */
  name: z.string().optional(),
  unit: z.enum(['kW', 'TH/s']),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Limit that holds for it, same unit and sign as the values. */
  limit: z.number().nullable(),
})

/** What would happen if the person went on. */
export const checkShape = z.object({
  isAllowed: z.boolean(),
  /** Why not, naming the limit; empty when allowed. */
  refusal: z.string(),
  effects: z.array(effectShape),
  /** Time until the meter should show it. */
  expectedMs: z.number(),
})
/** What would happen if the person went on. */
export type OperateCheck = z.infer<typeof checkShape>

/** Power asked for, kW, positive into the bus. Finite; the engine checks it against the limits of the moment. */
export const askedPower = z.number().min(-10_000_000).max(10_000_000)

/** Span of a ramp, an hour at most. */
export const rampSpan = z.number().int().min(0).max(3_600_000)

/** The second step: the command itself. */
export const operateInput = z.strictObject({
  reservationId: z.string().max(64),
  powerKW: askedPower,
  reason: z.string().trim().min(3, 'a reason of at least 3 letters').max(300),
  /** Begin of the command; absent = at once. */
  from: instant.exactOptional(),
  /** End of the command, at most 7 days ahead. */
  until: instant,
  /** What comes then: automatic control, or the person's command that this one covers; absent = automatic. */
  afterwards: z.enum(['automatic', 'previous']).exactOptional(),
  /** Span at the begin over which the power is approached; absent = at once. */
  rampMs: rampSpan.exactOptional(),
  /** Span after the end over which automatic control gets its freedom back; absent = at once. */
  returnRampMs: rampSpan.exactOptional(),
  /** Made by the page once per press: the same key never gives a second command. */
  idempotencyKey: z.string().min(8).max(64),
})

/** Asset by id. */
export const assetInput = z.strictObject({ assetId: idSchema })
