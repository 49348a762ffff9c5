import { z } from 'zod'

/** Formats of everything tabular. */
export const tableFormats = ['csv', 'xlsx'] as const

/** A file made by the engine for the person to keep. */
export const fileShape = z.object({
  name: z.string(),
  mediaType: z.string(),
  /** Contents, base64. */
  base64: z.string(),
})
/** A file made by the engine for the person to keep. */
export type MadeFile = z.infer<typeof fileShape>

/** A file a person gives; at most 5 MB. */
export const givenFile = z.strictObject({
  name: z.string().min(1).max(200),
  base64: z.base64().max(7_000_000),
})
/** A file a person gives. */
export type GivenFile = z.infer<typeof givenFile>

/** What a table is asked for in. */
export const tableInput = z.strictObject({ format: z.enum(tableFormats) })

/** Why something is done: kept in the audit trail. */
export const reason = z.string().trim().min(3, 'a reason of at least 3 letters').max(300)
