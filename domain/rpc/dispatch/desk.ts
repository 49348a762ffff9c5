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

/** The second step: the command itself. */
export const operateInput = z.strictObject({
  reservationId: z.string().max(64),
  powerKW: askedPower,
  reason: z.string().trim().min(3, 'a reason of at least 3 letters').max(300),
  /** End of the command, at most 7 days ahead; the asset then returns to automatic. */
  until: instant,
  /** Made by the page once per press: the same key never gives a second command. */
  idempotencyKey: z.string().min(8).max(64),
})

/** Asset by id. */
export const assetInput = z.strictObject({ assetId: idSchema })
