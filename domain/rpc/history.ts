import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { pointNames } from '../points.ts'
import { qualities } from '../reading.ts'
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

/** Stored readings of one point with from <= at < to, the first `most` of them. */
export const samplesInput = z
  .strictObject({
    assetId: idSchema,
    point: z.enum(pointNames as [(typeof pointNames)[0]]),
    from: instant,
    to: instant,
    most: z.number().int().min(1).max(20_000).default(5_000),
  })
  .refine((t) => t.to > t.from, 'an end after the start')
/** As {@link samplesInput}. */
export type SamplesInput = z.infer<typeof samplesInput>

/** Columns of equal length, in order of time; `next` is where the next page begins, `null` at the end. */
export const samplesShape = z.object({
  at: z.array(instant),
  value: z.array(z.number().nullable()),
  quality: z.array(z.enum(qualities)),
  next: instant.nullable(),
})
/** Stored readings, as columns. */
export type StoredReadings = z.infer<typeof samplesShape>

/** A copy of the site's databases, checked to be whole. */
export const backupShape = z.object({ at: instant, folder: z.string(), bytes: z.number().int() })
/** As {@link backupShape}. */
export type Backup = z.infer<typeof backupShape>
