import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { ActCheck, MemberAct, RequestDraft, TradeAct } from '../../domain/market/acts.ts'
import type { Advice, MatchTable } from '../../domain/market/match.ts'
import type { Member } from '../../domain/market/members.ts'
import type { StorageKind } from '../../domain/market/names.ts'
import type { MarketBook, MarketNodes, MarketNow, NodePlace, ShownProposal } from '../../domain/rpc/market/shapes.ts'
import type { Ledger, LedgerValue } from '../../domain/settlement/ledger.ts'
import { createOffice, type Kept } from './office.ts'
import type { Controller, StorageFacts } from './acts/plan.ts'
import { describeCall } from './acts/decisions.ts'
import { createFold } from './fold/fold.ts'
import { brokerAdvice } from './matching/advice.ts'
import { alternativesTo } from './matching/alternatives.ts'
import { conversionOf, type ConversionView } from './matching/conversion.ts'
import type { OwnOutlook, Wanted } from './matching/judged.ts'
import { type MatchView, matchAll, wantedOf } from './matching/match.ts'
import { createPapers } from './groups/papers.ts'
import { nowOf } from './now.ts'
import type { Places } from './places.ts'
import { proposalAt } from './proposals.ts'

/** What the market is made of. */
export interface MarketNeeds {
  ledger: Ledger
  chainId: number
  controller: Controller
  /** What the site measures of its storage now. */
  facts(kind: StorageKind): StorageFacts | undefined
  /** What the plan leaves free of it between two quarters. */
  outlook(from: number, to: number): OwnOutlook | undefined
  conversion: ConversionView
  places: Places
  /** Signature (65 bytes) of terms of a group, by the account's key; `undefined` while it is locked. */
  signGroup(groups: string, terms: Readonly<Record<string, LedgerValue>>): string | undefined
  audit(entry: { person: string; action: string; detail: string }): void
  clock: Clock
}

/** The market as people see it and act on it. */
export interface Market {
  now(): MarketNow
  book(): MarketBook
  nodes(): MarketNodes
  members(): Member[]
  votes(): ShownProposal[]
  /** Errors: `Config.NotFound`. */
  matches(request: number): MatchTable
  tryMatch(draft: RequestDraft): MatchTable
  advice(): Advice[]
  groups: ReturnType<typeof createPapers>
  /** Errors: `Market.Refused` without an account or contracts. */
  check(act: TradeAct | MemberAct): Promise<ActCheck>
  /** Errors: `Market.Refused` with what stands in the way. */
  act(person: Person, order: { id: string; act: TradeAct | MemberAct; reason: string }): Promise<Kept>
  place(person: Person, place: NodePlace & { reason: string }): void
}

/** Node number of this site among the places. */
const here = 0

/** The market over the ledger: all it knows is folded from events, all it does goes through the outbox. */
export function createMarket(needs: MarketNeeds): Market {
  const { ledger, places, clock, conversion } = needs
  const state = createFold(() => ledger.events())
  const now = () => Math.max(clock.now(), ledger.now().blockAt ?? 0)
  const matchView = (): MatchView => ({
    state: state(),
    now: now(),
    account: ledger.account(),
    placeOf: places.of,
    origin: places.of(here),
    outlook: needs.outlook,
  })
  const table = (wanted: Wanted): MatchTable => {
    const view = matchView()
    const matches = matchAll(view, wanted)
    const mined = conversionOf(conversion, wanted.terms)
    return { matches, alternatives: [...alternativesTo(view, wanted), ...(mined ? [mined] : [])] }
  }
  const office = createOffice({ ...needs, state, now, matchView })
  return {
    now: () => nowOf({ state: state(), ledger, controller: needs.controller, at: now() }),
    book: () => bookOf(state(), ledger),
    nodes: () => ({ nodes: Object.values(state().nodes), places: places.list() }),
    members: () => Object.values(state().members),
    votes() {
      const all = Object.values(state().proposals).map((facts) => proposalAt(state(), facts, now()))
      const words = ({ targets, calldatas }: (typeof all)[number]) =>
        targets.map((target, i) => describeCall(target, calldatas[i] ?? '0x', ledger.addressOf))
      return all.map((proposal) => Object.assign(proposal, { calls: words(proposal) })).toReversed()
    },
    matches(id) {
      const request = state().requests[id]
      if (!request) throw new PowerchainError('Config.NotFound', `There is no request ${id}.`)
      return table(wantedOf(request))
    },
    tryMatch(draft) {
      const terms = { ...draft, payer: ledger.account() ?? nobody }
      return table({ terms, bidUntil: terms.bidUntil, standing: [] })
    },
    advice: () => brokerAdvice(matchView()),
    groups: createPapers({ ...needs, state, now }),
    check: office.check,
    act: office.act,
    place(person, { reason, ...place }) {
      places.keep(place)
      const what = place.node === here ? 'This site' : `Node ${place.node}`
      const detail = `${what} is at ${place.latitudeDeg}, ${place.longitudeDeg}: ${reason}`
      needs.audit({ person: person.name, action: 'NodePlaced', detail })
    },
  }
}

const nobody = `0x${'0'.repeat(40)}`

function bookOf(state: ReturnType<ReturnType<typeof createFold>>, ledger: Ledger): MarketBook {
  return {
    offers: Object.values(state.offers),
    requests: Object.values(state.requests),
    agreements: Object.values(state.agreements),
    lists: Object.values(state.lists),
    unsettled: [...new Set(ledger.events().flatMap(({ isFinal, transaction }) => (isFinal ? [] : [transaction])))],
  }
}
