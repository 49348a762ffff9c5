import { z } from 'zod'

/** What ends at a deadline. */
export const deadlineKinds = {
  window: 'window in which a batch can be disputed or accepted',
  response: 'response to a dispute',
  evidence: 'evidence in a dispute',
  ruling: 'ruling of the arbiter',
  appeal: 'appeal against a ruling',
  acceptance: 'signature that accepts a line',
  closing: 'time after which the agreement can be closed',
  expiry: 'time after which nothing proves a delivery any more',
} as const
/** One of {@link deadlineKinds}. */
export type DeadlineKind = keyof typeof deadlineKinds

/** How near a deadline is: warned of 48 h and 12 h before, then over. */
export const deadlineWarnings = ['none', 'soon', 'now', 'over'] as const

/** A moment after which something can't be done any more, or only then. */
export const deadlineShape = z.object({
  kind: z.enum(Object.keys(deadlineKinds) as [DeadlineKind, ...DeadlineKind[]]),
  /** Last moment, UTC. */
  at: z.number().int(),
  /** `false` = worked out from the times of the contracts, because the chain could not be asked yet. */
  isKnown: z.boolean(),
  agreement: z.string(),
  /** What is to be done, in words. */
  words: z.string(),
  warning: z.enum(deadlineWarnings),
})
/** A moment after which something can't be done any more, or only then. */
export type Deadline = z.infer<typeof deadlineShape>
