import { z } from 'zod'
import { failureModeNames } from './failure-modes.ts'

/** Where a work order stands. */
export const workStates = { open: 'Open', planned: 'Planned', done: 'Done', cancelled: 'Cancelled' } as const
/** One of {@link workStates}. */
export type WorkState = keyof typeof workStates

/** What people do about a forecast. */
export const workOrderShape = z.object({
  id: z.string(),
  /** Short number for people. */
  number: z.number().int(),
  assetId: z.string(),
  title: z.string(),
  mode: z.enum(failureModeNames).nullable(),
  /** The forecast it comes from. */
  forecastId: z.string().nullable(),
  state: z.enum(Object.keys(workStates) as [WorkState, ...WorkState[]]),
  /** Latest day: the early end of the forecast's interval unless a person says else. */
  dueAt: z.number().int(),
  /** Planned time out of service. */
  plannedFrom: z.number().int().nullable(),
  plannedTo: z.number().int().nullable(),
  parts: z.array(z.object({ name: z.string(), count: z.number().int() })),
  notes: z.array(z.object({ at: z.number().int(), person: z.string(), text: z.string() })),
  createdAt: z.number().int(),
  createdBy: z.string(),
  /** What was found when it was done; feeds precision and the fleet models. */
  found: z.string().nullable(),
  /** Whether the maintenance system has it: `none` = no hook in the site file. */
  handedOver: z.enum(['none', 'waiting', 'done', 'failed']),
})
/** What people do about a forecast. */
export type WorkOrder = z.infer<typeof workOrderShape>
