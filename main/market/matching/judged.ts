import type { MarketNode } from '../../../domain/market/members.ts'
import type { Offer, RequestTerms } from '../../../domain/market/book.ts'
import type { Judgement } from '../../../domain/market/match.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { MarketState } from '../fold/state.ts'

/** What offers are judged against. */
export interface Wanted {
  terms: RequestTerms
  /** End of the competition as it now is. */
  bidUntil: EpochMs
  /** What stands already by part: offer and cost; `null` = nothing. */
  standing: readonly ({ offer: number; costUnits: string } | null)[]
}

/** One offer with all that a criterion may look at. */
export interface Judged {
  wanted: Wanted
  offer: Offer
  node: MarketNode
  state: MarketState
  now: EpochMs
  /** Cost of a part; `undefined` when the zone is not wanted. */
  cost: bigint | undefined
  distanceKm: number | null
  /** Going tariff of the storage kind: cost of the same part at middle prices, `undefined` while there are too few. */
  going: bigint | undefined
  /** What our own site foresees of its storage, for own nodes. */
  own: OwnOutlook | undefined
}

/** What the site itself knows of its storage in the accumulation window. */
export interface OwnOutlook {
  /** Energy that the plan leaves free to take, Wh; `null` while there is no plan over the window. */
  freeWh: number | null
  /** Power that the plan leaves free, W. */
  freePowerW: number | null
}

/** A verdict whose words are made when somebody reads them. */
export interface Verdict {
  verdict: Judgement['verdict']
  words: () => string
}

/** It fits. */
export function fits(words: () => string): Verdict {
  return { verdict: 'fits', words }
}

/** The contract would refuse it. */
export function misses(words: () => string): Verdict {
  return { verdict: 'misses', words }
}

/** No obstacle, and still something a person should know. */
export function note(words: () => string): Verdict {
  return { verdict: 'note', words }
}

/** Energy for sentences: kWh with at most one decimal. */
export function kWhText(wh: number): string {
  return `${(wh / 1_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} kWh`
}
