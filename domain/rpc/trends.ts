import { z } from 'zod'
import { pointRefShape } from './site.ts'

/** Most lines in one view. */
export const maxTrendLines = 12
/** Most views a site keeps. */
export const maxTrendViews = 200

/** What a person saves of the trends: points by pane, and how far the view reaches. */
export const trendViewInput = z
  .strictObject({
    /** Absent for a new view; with it the view is replaced, or comes back after it was removed. */
    id: z.uuid().optional(),
    name: z.string().trim().min(1).max(60),
    panes: z.array(z.array(pointRefShape.strict()).min(1).max(maxTrendLines)).min(1).max(maxTrendLines),
    /** Length of time shown, ms; the view ends at the present. */
    spanMs: z
      .number()
      .int()
      .min(1_000)
      .max(5 * 366 * 86_400_000),
  })
  .refine((view) => view.panes.flat().length <= maxTrendLines, `at most ${maxTrendLines} lines`)
/** What a person saves of the trends. */
export type TrendViewInput = z.infer<typeof trendViewInput>

/** A view as the site keeps it. */
export const trendViewShape = z.object({
  id: z.string(),
  name: z.string(),
  panes: z.array(z.array(pointRefShape)),
  spanMs: z.number(),
  /** Who saved it last. */
  savedBy: z.string(),
})
/** A view as the site keeps it. */
export type TrendViewSaved = z.infer<typeof trendViewShape>
