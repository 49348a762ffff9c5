import { z } from 'zod'
import { instant } from '../shapes.ts'

/** A replay covers no more than this, ms: a year and a day. */
export const longestReplayMs = 367 * 86_400_000

/** A past period and how many times faster than life it runs. */
export const replayInput = z
  .strictObject({ from: instant, to: instant, speed: z.number().min(1).max(1_000) })
  .refine(
    ({ from, to }) => to > from && to - from <= longestReplayMs,
    'an end after the start, at most a year and a day later',
  )
/** A past period and how many times faster than life it runs. */
export type ReplayRequest = z.infer<typeof replayInput>
