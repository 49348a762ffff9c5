import { z } from 'zod'
import { detectorNames } from '../../health/anomaly.ts'
import { instant } from '../shapes.ts'
import { precisionShape } from './forecasts.ts'

/** A model that was trained here. */
export const modelShape = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  madeAt: instant,
  trainedFrom: instant,
  trainedTo: instant,
  rows: z.number().int(),
  seed: z.number().int(),
  /** On history it has not seen, in `unit`. */
  error: z.number().nullable(),
  unit: z.string(),
  /** Share of held-back cases inside the 90 % interval, 0 to 1. */
  coverage90: z.number().nullable(),
  isInCharge: z.boolean(),
  /** Why it stands where it stands: "12 % better than version 3". */
  words: z.string(),
})

/** The model page. */
export const modelsShape = z.object({
  overall: precisionShape,
  /** By month, the newest last. */
  months: z.array(precisionShape.extend({ month: z.string() })),
  /** By detector or rule. */
  sources: z.array(
    z.object({
      source: z.enum([...(Object.keys(detectorNames) as [string, ...string[]]), 'forecast']),
      name: z.string(),
      judged: z.number().int(),
      /** Before and after what technicians said was used; `null` = too few. */
      precisionBefore: z.number().nullable(),
      precisionNow: z.number().nullable(),
      /** What the threshold is multiplied with by their verdicts. */
      thresholdRatio: z.number(),
      words: z.string(),
    }),
  ),
  models: z.array(modelShape),
  training: z.object({ state: z.enum(['idle', 'running', 'failed']), words: z.string(), lastAt: instant.nullable() }),
})
/** The model page. */
export type HealthModels = z.infer<typeof modelsShape>
