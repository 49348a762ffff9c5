import { type Commitment, commitmentsBetween } from '../../../domain/dispatch/commitment.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** Windows that began so long ago, and those that begin within so long, are known. */
const behindMs: Ms = 86_400_000
const aheadMs: Ms = 3 * 86_400_000
const renewMs: Ms = 900_000

/** What a site has promised around an instant. */
export interface ContractBook {
  (now: EpochMs): readonly Commitment[]
  /** Adds what is promised elsewhere than in the site file, asked for each time. */
  also(source: (now: EpochMs) => readonly Commitment[]): void
}

/** What the contracts of a site promise around an instant, worked out anew each quarter of an hour, and what is agreed besides. */
export function createContractBook({
  controllers,
  timeZone,
}: Pick<SiteConfig, 'controllers' | 'timeZone'>): ContractBook {
  let known: { at: EpochMs; commitments: readonly Commitment[] } | undefined
  const sources: ((now: EpochMs) => readonly Commitment[])[] = []
  const book = (now: EpochMs): readonly Commitment[] => {
    const at = Math.floor(now / renewMs) * renewMs
    if (known?.at !== at) {
      const range = { from: at - behindMs, until: at + aheadMs }
      known = { at, commitments: commitmentsBetween(controllers.contracts, timeZone, range) }
    }
    return sources.length === 0 ? known.commitments : [...known.commitments, ...sources.flatMap((ask) => ask(now))]
  }
  return Object.assign(book, { also: (source: (now: EpochMs) => readonly Commitment[]) => void sources.push(source) })
}
