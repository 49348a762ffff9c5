import { z } from 'zod'
import { registerNames } from './meter.ts'

const wh = z.number().int().nonnegative()
const why = z.string().trim().min(3).max(500)
/** Where the proof of it lies: a photo, a protocol, by its SHA-256. */
const evidence = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 hexadecimal digits')
  .nullable()
const pointId = z.string().max(64)

/** The energy of a quarter set by a person. */
const editBody = z.strictObject({
  kind: z.literal('edit'),
  pointId,
  register: z.enum(registerNames),
  quarter: z.number().int(),
  wh,
  why,
  evidence,
})
/** A meter taken down and another hung up, with what both showed. */
const exchangeBody = z.strictObject({
  kind: z.literal('exchange'),
  pointId,
  at: z.number().int(),
  serial: z.string().trim().min(1).max(64),
  closing: z.partialRecord(z.enum(registerNames), wh),
  opening: z.partialRecord(z.enum(registerNames), wh),
  why,
  evidence,
})
/** What a person may change in metering. It holds once a second person has approved it. */
export const actBody = z.discriminatedUnion('kind', [editBody, exchangeBody])
/** What a person may change in metering. */
export type ActBody = z.infer<typeof actBody>

/** A proposed change, and who approved it. */
export const meteringActShape = z.object({
  n: z.number().int(),
  at: z.number().int(),
  person: z.string(),
  body: actBody,
  /** `null` = waits for a second person. */
  approvedBy: z.string().nullable(),
  hash: z.string(),
})
/** A proposed change, and who approved it. */
export type MeteringAct = z.infer<typeof meteringActShape>
