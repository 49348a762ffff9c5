import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { pointNames } from '../points.ts'
import { instant } from './shapes.ts'

/** One series over [from, to) in at most `buckets` steps. */
export const trendInput = z
  .strictObject({
    assetId: idSchema,
    point: z.enum(pointNames as [(typeof pointNames)[0]]),
    from: instant,
    to: instant,
    buckets: z.number().int().min(1).max(5_000).default(300),
  })
  .refine((t) => t.to > t.from, 'an end after the start')

/**
 * Columns of equal length, one place per step; `null` where nothing good was stored. Steps are equally long:
 * the n-th begins at `from + n * stepMs`.
 */
export const trendShape = z.object({
  from: instant,
  stepMs: z.number(),
  min: z.array(z.number().nullable()),
  max: z.array(z.number().nullable()),
  mean: z.array(z.number().nullable()),
})
/** One series, as columns. */
export type Trend = z.infer<typeof trendShape>

/** A row of the audit trail. */
export const auditRowShape = z.object({
  n: z.number().int(),
  at: instant,
  person: z.string(),
  action: z.string(),
  assetId: z.string().optional(),
  detail: z.string(),
  hash: z.string(),
})
