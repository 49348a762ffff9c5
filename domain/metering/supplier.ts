import { z } from 'zod'
import { ownClass, pairLimitPct, pairLimitWh, supplierClass } from './accuracy.ts'
import { registerNames, type Wh } from './meter.ts'

/**
 * How the supplier's energy of a quarter stands to ours. `agrees` within what both meters may be off; `open` it differs and
 * nobody decided yet; `accepted`, `disputed` a person decided so; `unknown` we have no energy of that quarter (yet).
 */
export const supplierStates = ['agrees', 'open', 'accepted', 'disputed', 'unknown'] as const

/** What a person may decide on a difference. */
export const supplierDecisions = ['accepted', 'disputed'] as const

/** The supplier's energy of a quarter beside ours as it is now. */
export const supplierLineShape = z.object({
  pointId: z.string(),
  register: z.enum(registerNames),
  quarter: z.number().int(),
  theirWh: z.number().int().nonnegative(),
  ourWh: z.number().int().nonnegative().nullable(),
  /** Ours less theirs, Wh; `null` = ours is not known. */
  differenceWh: z.number().int().nullable(),
  state: z.enum(supplierStates),
  /** Who decided, and why; `null` = nobody, or on another difference than this. */
  person: z.string().nullable(),
  reason: z.string().nullable(),
})
/** The supplier's energy of a quarter beside ours. */
export type SupplierLine = z.infer<typeof supplierLineShape>

const limitPct = pairLimitPct(ownClass, supplierClass)

/** Most that two sound meters may differ by on an energy, Wh: both accuracies, and the grain of their registers. */
export function supplierLimitWh(theirWh: Wh, ourWh: Wh): Wh {
  return pairLimitWh(limitPct, theirWh, ourWh)
}
