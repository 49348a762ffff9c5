import type { ContractName, LedgerEvent } from '../../../domain/settlement/ledger.ts'
import { agreementSteps } from './agreements.ts'
import { groupSteps } from './groups.ts'
import { memberSteps } from './members.ts'
import { laneSteps, nodeSteps } from './nodes.ts'
import { offerSteps } from './offers.ts'
import { requestSteps } from './requests.ts'
import { emptyMarket, type MarketState } from './state.ts'
import type { Steps } from './values.ts'
import { payoutSteps, vaultSteps } from './vault.ts'
import { governorSteps, wrapperSteps } from './votes.ts'

const steps: Partial<Record<ContractName, Steps<MarketState>>> = {
  NodeRegistry: { ...memberSteps, ...nodeSteps },
  DeliverySettlement: laneSteps,
  StorageMarket: { ...offerSteps, ...requestSteps },
  AgreementBook: agreementSteps,
  EscrowVault: vaultSteps,
  PayoutLists: payoutSteps,
  NodeGroups: groupSteps,
  PowecVotes: wrapperSteps,
  PowecGovernor: governorSteps,
}

/** State of the market after these events, in order, went over `state`, which is changed. */
export function fold(events: Iterable<LedgerEvent>, state: MarketState = emptyMarket()): MarketState {
  for (const event of events) steps[event.contract]?.[event.name]?.(state, event.args, event)
  return state
}

/** The state at the newest event; goes on from the last one while events are only added. */
export function createFold(events: () => readonly LedgerEvent[]): () => MarketState {
  let seen: readonly LedgerEvent[] = []
  let state = emptyMarket()
  return () => {
    const now = events()
    if (now === seen) return state
    state = isLonger(seen, now) ? fold(now.slice(seen.length), state) : fold(now)
    seen = now
    return state
  }
}

/** Whether `now` begins with what was seen: a reorganised block shows in its events. */
function isLonger(seen: readonly LedgerEvent[], now: readonly LedgerEvent[]): boolean {
  return seen.every((event, i) => {
    const there = now[i]
    return (
      there === event ||
      (there !== undefined &&
        there.transaction === event.transaction &&
        there.logIndex === event.logIndex &&
        there.block === event.block &&
        there.blockAt === event.blockAt)
    )
  })
}
