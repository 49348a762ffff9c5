import { z } from 'zod'
import { instant } from '../shapes.ts'

/** Equipment that draws more than it should. */
export const excessShape = z.object({
  id: z.string(),
  assetId: z.string(),
  sinceAt: instant,
  /** Mean draw above what is expected, kW, and what it has cost since then. */
  excessKW: z.number(),
  excessKWh: z.number(),
  excessEur: z.number().nullable(),
  /** Why we say so. */
  reason: z.string(),
  causes: z.array(z.object({ name: z.string(), sharePct: z.number() })),
})
/** Own meters against the supplier's and against each other. */
export const meterCheckShape = z.object({
  id: z.string(),
  assetId: z.string(),
  against: z.enum(['supplier', 'bus', 'counter']),
  from: instant,
  to: instant,
  ownKWh: z.number().nullable(),
  otherKWh: z.number().nullable(),
  differencePct: z.number().nullable(),
  limitPct: z.number(),
  state: z.enum(['agrees', 'differs', 'unknown']),
  words: z.string(),
})
/** A recurring consumer found in the background load. */
export const consumerShape = z.object({
  id: z.string(),
  /** By the technician; `null` = not named yet. */
  label: z.string().nullable(),
  assetId: z.string(),
  powerKW: z.number(),
  /** Runs per day and their usual length. */
  runsPerDay: z.number(),
  meanRunMin: z.number(),
  energySharePct: z.number(),
  /** Mean share of time it runs, for each hour of the local day, 0 to 1. */
  hours: z.array(z.number()).length(24),
  firstSeenAt: instant,
  lastSeenAt: instant,
  surePct: z.number(),
})
/** Smart controller duties at a glance. */
export const consumptionShape = z.object({
  at: instant,
  excess: z.array(excessShape),
  meters: z.array(meterCheckShape),
  consumers: z.array(consumerShape),
  /** Load that always runs and what is left unexplained, kW. */
  baseKW: z.number().nullable(),
  unexplainedKW: z.number().nullable(),
  words: z.string(),
})
/** Smart controller duties at a glance. */
export type Consumption = z.infer<typeof consumptionShape>
/** Names a consumer, or takes the name away. */
export const consumerLabelInput = z.strictObject({
  id: z.string().max(80),
  label: z.string().trim().min(1).max(60).nullable(),
})
