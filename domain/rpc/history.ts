import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { pointNames } from '../points.ts'
import { qualities } from '../reading.ts'
import { givenFile, reason } from './files.ts'
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
  /** Share of each step in which the value was stale or suspect, 0 to 1; absent when there was no such time at all. */
  notGood: z.array(z.number().min(0).max(1)).optional(),
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

/** Most notes that one answer holds; of more, the newest. */
export const maxAnnotations = 500

/** Words of a person on [from, to], for everybody at the site; without assets they are about the whole site. */
export const annotateInput = z
  .strictObject({
    from: instant,
    to: instant,
    text: z.string().trim().min(1, 'words').max(300),
    assetIds: z.array(idSchema).max(50).default([]),
  })
  .refine((a) => a.to >= a.from, 'an end that is not before the start')
/** As {@link annotateInput}. */
export type AnnotateInput = z.infer<typeof annotateInput>

/** A time whose notes are asked for. */
export const annotationsInput = z
  .strictObject({ from: instant, to: instant })
  .refine((t) => t.to > t.from, 'an end after the start')

/** Which note goes, and why. */
export const removeAnnotationInput = z.strictObject({ id: z.string().max(64), reason })

/** A note as the site keeps it. */
export const annotationShape = z.object({
  id: z.string(),
  from: instant,
  to: instant,
  text: z.string(),
  assetIds: z.array(z.string()),
  /** Who wrote it, and when. */
  by: z.string(),
  at: instant,
})
/** As {@link annotationShape}. */
export type Annotation = z.infer<typeof annotationShape>

/** A table of readings of one point, from elsewhere: columns `time`, `value`, and `quality` where not all are good. */
export const importSamplesInput = z.strictObject({
  assetId: idSchema,
  point: z.enum(pointNames as [(typeof pointNames)[0]]),
  file: givenFile,
  reason,
})
/** As {@link importSamplesInput}. */
export type ImportSamplesInput = z.infer<typeof importSamplesInput>

/** What was taken over; nothing is while there are faults, of which the first are told. */
export const importedShape = z.object({
  rows: z.number().int(),
  taken: z.number().int(),
  /** First and last instant of the table; `null` while there are faults. */
  from: instant.nullable(),
  to: instant.nullable(),
  faults: z.array(z.object({ row: z.number().int(), column: z.string(), expected: z.string() })),
})
/** As {@link importedShape}. */
export type Imported = z.infer<typeof importedShape>
