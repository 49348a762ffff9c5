import { type Commitment, commitmentsBetween } from '../../../domain/dispatch/commitment.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** Windows that began so long ago, and those that begin within so long, are known. */
const behindMs: Ms = 86_400_000
const aheadMs: Ms = 3 * 86_400_000
const renewMs: Ms = 900_000

/** What the contracts of a site promise around an instant; worked out anew each quarter of an hour. */
export function createContractBook({ controllers, timeZone }: SiteConfig): (now: EpochMs) => readonly Commitment[] {
  let known: { at: EpochMs; commitments: readonly Commitment[] } | undefined
  return (now) => {
    const at = Math.floor(now / renewMs) * renewMs
    if (known?.at !== at) {
      const range = { from: at - behindMs, until: at + aheadMs }
      known = { at, commitments: commitmentsBetween(controllers.contracts, timeZone, range) }
    }
    return known.commitments
  }
}
