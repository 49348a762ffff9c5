import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { failureModeNames } from '../../health/failure-modes.ts'
import { workStates } from '../../health/work.ts'
import { instant } from '../shapes.ts'

/** What a technician says of a forecast or an anomaly. */
export const verdictInput = z.strictObject({
  id: z.string().max(200),
  verdict: z.enum(['confirmed', 'rejected', 'knownWork', 'snoozed', 'open']),
  /** For `snoozed` and `knownWork`: until when. */
  until: instant.optional(),
  note: z.string().trim().max(500).default(''),
})

const state = z.enum(Object.keys(workStates) as [keyof typeof workStates, ...(keyof typeof workStates)[]])
const parts = z.array(
  z.strictObject({ name: z.string().trim().min(1).max(80), count: z.number().int().min(1).max(999) }),
)

/** A new work order; from a forecast it takes asset, cause, due date and parts unless they are said. */
export const workCreateInput = z.strictObject({
  forecastId: z.string().max(200).optional(),
  assetId: idSchema.optional(),
  mode: z.enum(failureModeNames).optional(),
  title: z.string().trim().min(3).max(120).optional(),
  dueAt: instant.optional(),
  parts: parts.max(40).optional(),
  note: z.string().trim().max(2_000).default(''),
})
/** What changes at a work order. */
export const workUpdateInput = z.strictObject({
  id: z.string().max(80),
  state: state.optional(),
  dueAt: instant.optional(),
  plannedFrom: instant.nullable().optional(),
  plannedTo: instant.nullable().optional(),
  parts: parts.max(40).optional(),
  note: z.string().trim().max(2_000).optional(),
  /** Needed for `done`. */
  found: z.string().trim().max(2_000).optional(),
})
/** A new work order. */
export type WorkCreate = z.infer<typeof workCreateInput>
/** What changes at a work order. */
export type WorkUpdate = z.infer<typeof workUpdateInput>
/** What a technician says of a forecast or an anomaly. */
export type VerdictInput = z.infer<typeof verdictInput>
