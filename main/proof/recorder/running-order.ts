import type { ProofOrder, ProofTerms } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'

/** An order as it stands in one cycle. */
export interface RunningOrder extends Pick<
  ProofOrder,
  'orderId' | 'service' | 'source' | 'owner' | 'reason' | 'kind' | 'subject' | 'assetId' | 'feederId' | 'from' | 'until'
> {
  /** What is ordered now, positive into the bus. */
  powerKW: KW
  /** When it became known; absent = with its begin. */
  givenAt?: EpochMs
  /** What a contract says of deviations. */
  agreed?: { toleranceKW: KW; penaltyEurPerMWh: number }
  /** An order that never asked for so much of a change, or ended before it had to be delivered, leaves no record. */
  leastChangeKW?: KW
  /** In words, once it is over: by itself, or who ended it. */
  ended?: string
}

/** What is allowed to whoever follows an order, coming from a measured power; `undefined` = no good reading. */
export type TermsOf = (order: RunningOrder, startKW: KW | undefined) => ProofTerms
