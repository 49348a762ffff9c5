import { z } from 'zod'
import { failureModeNames } from './failure-modes.ts'

const span = z.tuple([z.number(), z.number()])

/** Time left until a failure, days from `at`; an upper end beyond the horizon is `horizonDays`. */
export const remainingShape = z.object({
  at: z.number().int(),
  medianDays: z.number(),
  /** Half of all failures lie inside. */
  p50Days: span,
  /** Nine of ten lie inside. */
  p90Days: span,
  /** 100 = as new, 0 = failed. */
  healthPct: z.number(),
  horizonDays: z.number(),
})
/** Time left until a failure. */
export type Remaining = z.infer<typeof remainingShape>

/** What speaks for a forecast. */
export const evidenceShape = z.object({
  point: z.string(),
  /** "above what load and air explain", "against nine peers". */
  words: z.string(),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  unit: z.string(),
  /** Share in the forecast, 0 to 100. */
  sharePct: z.number(),
})
/** What speaks for a forecast. */
export type Evidence = z.infer<typeof evidenceShape>

/** What a technician said of a forecast or an anomaly. */
export const verdictKinds = {
  open: 'Not judged',
  confirmed: 'True',
  rejected: 'False',
  knownWork: 'Known work',
  snoozed: 'Later',
} as const
/** One of {@link verdictKinds}. */
export type VerdictKind = keyof typeof verdictKinds

const modeName = z.enum(failureModeNames)

/** A failure foreseen: what, where, when, why, how sure. */
export const forecastShape = z.object({
  /** Same as long as asset, mode and beginning are. */
  id: z.string(),
  assetId: z.string(),
  mode: modeName,
  /** First announced. */
  announcedAt: z.number().int(),
  /** First sign of it. */
  sinceAt: z.number().int(),
  remaining: remainingShape,
  /** How sure that it is developing at all, 0 to 100. */
  surePct: z.number(),
  /** What waiting 30 days costs on average, EUR; ranks the list. */
  waitingEur: z.number(),
  repairEur: z.number(),
  failureEur: z.number(),
  evidence: z.array(evidenceShape),
  /** Possible origins, the likeliest first; `mode: null` = unknown. */
  causes: z.array(z.object({ mode: modeName.nullable(), name: z.string(), sharePct: z.number() })),
  /** What would make it last longer, and by how many days. */
  levers: z.array(z.object({ words: z.string(), gainDays: z.number() })),
  /** Rules that say the same. */
  ruleIds: z.array(z.string()),
  /** The model behind it. */
  model: z.object({ id: z.string(), version: z.number().int() }),
  verdict: z.enum(Object.keys(verdictKinds) as [VerdictKind, ...VerdictKind[]]),
  /** While snoozed. */
  snoozedUntil: z.number().int().nullable(),
  workOrderId: z.string().nullable(),
  /** Gone: repaired, rejected or no longer seen; `null` while it stands. */
  endedAt: z.number().int().nullable(),
})
/** A failure foreseen. */
export type FailureForecast = z.infer<typeof forecastShape>
