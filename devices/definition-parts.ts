import { z } from 'zod'
import { assetKinds } from '../domain/asset.ts'
import { pointNames, type PointName } from '../domain/points.ts'

/** Whose sign the device uses: `generator` = positive into the bus (ours), `load` = positive out of the bus. */
export const frame = z.enum(['generator', 'load'])

/** How a value becomes ours, whatever carries it. */
export const scaling = {
  /** Device value x scale + offset = value in our unit. */
  scale: z
    .number()
    .refine((scale) => scale !== 0, 'any number but 0')
    .default(1),
  offset: z.number().default(0),
  frame: frame.optional(),
  /** Poll class: `fast` each fast poll, `slow` every few seconds. */
  poll: z.enum(['fast', 'slow']).default('slow'),
  /** Values outside are marked suspect. In our unit, before the frame is applied. */
  plausible: z.tuple([z.number(), z.number()]).optional(),
  /** Maker's code, or text for the type `string`, to ours. */
  codes: z.record(z.string().min(1), z.number().int()).optional(),
}

/** Points by our names. */
export const pointsOf = <T extends z.ZodType>(point: T) => z.partialRecord(z.enum(pointNames as [PointName]), point)

/** What every definition says. */
export const common = {
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'maker/model in lower case'),
  kind: z.enum(assetKinds),
  maker: z.string().min(1),
  model: z.string().min(1),
  /** Public document the map was taken from. */
  source: z.string().min(1),
  /** Beginnings of the texts by which it says who it is: SunSpec common model, function 43/14, OPC UA server. */
  recognise: z
    .strictObject({ maker: z.string().min(1), models: z.array(z.string().min(1)).min(1).optional() })
    .optional(),
  watchdog: z
    .strictObject({
      timeoutMs: z.number().int().min(500).max(3_600_000),
      /** What the device does when nobody writes for that long. */
      safeState: z.string().min(1),
    })
    .optional(),
}
