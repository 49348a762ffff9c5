import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { instant } from '../shapes.ts'

/** When would it be cheapest to take an asset out? */
export const calendarInput = z.strictObject({
  assetId: idSchema,
  /** How long it is out. */
  hours: z
    .number()
    .min(0.5)
    .max(24 * 14),
  /** Latest end; without it the early end of its forecast, else 30 days. */
  before: instant.optional(),
})
/** A span in which it could be done. */
export const windowShape = z.object({
  from: instant,
  to: instant,
  /** What the site loses by it, EUR, against running as planned. */
  costEur: z.number(),
  /** What it adds by the risk of failing before, EUR. */
  riskEur: z.number(),
  /** How the cost is known: by the plan itself, by forecasts, by the usual of that hour. */
  basis: z.enum(['plan', 'forecast', 'usual']),
  /** What is promised to others meanwhile. */
  conflicts: z.array(z.string()),
  words: z.string(),
})
/** Windows, the cheapest first, and the cost of every start for the chart. */
export const calendarShape = z.object({
  assetId: z.string(),
  hours: z.number(),
  at: instant,
  windows: z.array(windowShape),
  /** Cost of a start at each hour, EUR. */
  starts: z.object({ at: z.array(instant), costEur: z.array(z.number().nullable()), riskEur: z.array(z.number()) }),
  planned: z.array(
    z.object({ workOrderId: z.string(), title: z.string(), assetId: z.string(), from: instant, to: instant }),
  ),
  words: z.string(),
})
/** Windows for maintenance. */
export type MaintenanceCalendar = z.infer<typeof calendarShape>
