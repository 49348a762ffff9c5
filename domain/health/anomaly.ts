import { z } from 'zod'
import { pointNames } from '../points.ts'

/** What looks for anomalies, with its word for people. */
export const detectorNames = {
  level: 'Level',
  spread: 'Scatter',
  drift: 'Drift',
  stuck: 'Stuck value',
  step: 'Step',
  spike: 'Spike',
  season: 'Unusual for the hour',
  machine: 'Several signals together',
  peers: 'Against its peers',
  model: 'Against its model',
  balance: 'Balance of the bus',
  rule: 'Rule',
} as const

/** One of {@link detectorNames}. */
export type DetectorName = keyof typeof detectorNames

/** A signal that speaks for a verdict. */
export const signalShape = z.object({
  point: z.enum(pointNames as [string, ...string[]]),
  /** Share in the verdict, 0 to 100; all add up to 100. */
  sharePct: z.number(),
  /** "12 K above what load and air explain". */
  words: z.string(),
})
/** A signal that speaks for a verdict. */
export type Signal = z.infer<typeof signalShape>

/** How far a signal is from what it should be, and why we say so. */
export const anomalyShape = z.object({
  /** Same while it goes on: detector, asset, point and beginning. */
  id: z.string(),
  assetId: z.string(),
  detector: z.enum(Object.keys(detectorNames) as [DetectorName, ...DetectorName[]]),
  /** `null` = the asset as a whole. */
  point: z.string().nullable(),
  /** Signed, without unit: 1 or -1 lies at the threshold, positive is above what is expected. */
  score: z.number(),
  /** Highest size of the score so far. */
  peak: z.number(),
  sinceAt: z.number().int(),
  /** `null` = goes on. */
  untilAt: z.number().int().nullable(),
  /** The strongest first. */
  signals: z.array(signalShape),
  reason: z.string(),
  /** Advisory, never an alarm priority: 1 look now, 2 this week, 3 when there is time. */
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
})
/** How far a signal is from what it should be, and why we say so. */
export type Anomaly = z.infer<typeof anomalyShape>
