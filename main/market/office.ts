import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { ActCheck, MemberAct, TradeAct } from '../../domain/market/acts.ts'
import type { StorageKind } from '../../domain/market/names.ts'
import type { ContractName, Ledger } from '../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ActView, Controller, StorageFacts, Wallet } from './acts/plan.ts'
import { planOf } from './acts/table.ts'
import type { MarketState } from './fold/state.ts'
import type { MatchView } from './matching/match.ts'

type AnyAct = TradeAct | MemberAct

/** Acts that were kept, by the ids of the outbox, in order. */
export interface Kept {
  acts: string[]
}

/** What acts are checked against and given to. */
export interface OfficeNeeds {
  ledger: Ledger
  chainId: number
  controller: Controller
  facts(kind: StorageKind): StorageFacts | undefined
  state(): MarketState
  now(): EpochMs
  matchView(): MatchView
  audit(entry: { person: string; action: string; detail: string }): void
}

/** Contracts that take tokens from the wallet. */
const takers = ['EscrowVault', 'NodeRegistry', 'PowecVotes'] as const satisfies readonly ContractName[]

/** Where acts are checked, put into words, and given to the outbox. */
export function createOffice(needs: OfficeNeeds) {
  const { ledger } = needs
  const viewNow = () => viewOf(needs)
  return {
    /** What an act would do as things stand. */
    async check(act: AnyAct): Promise<ActCheck> {
      const { lines, obstacles, steps } = planOf(await viewNow(), act)
      return { lines, obstacles, steps: steps.map(({ words }) => words) }
    },
    /** Keeps the steps of an act in the outbox in order; they wait there as long as the chain is away. */
    async act(
      person: Pick<Person, 'name'>,
      { id, act, reason }: { id: string; act: AnyAct; reason: string },
    ): Promise<Kept> {
      const { obstacles, steps } = planOf(await viewNow(), act)
      if (obstacles.length > 0)
        throw new PowerchainError('Market.Refused', obstacles.join(' '), { details: { act: act.act, obstacles } })
      const author = person.name
      const acts = steps.map(({ words, call }, i) =>
        ledger.submit({ key: `market/${id}/${i}`, words, author, reason, ...call() }),
      )
      const detail = `${steps.map(({ words }) => words).join('; ')}: ${reason}`
      needs.audit({ person: author, action: 'MarketActGiven', detail })
      return { acts }
    },
  }
}

/** Everything that acts are checked against, as it stands. Errors: `Market.Refused` without an account or contracts. */
async function viewOf({ ledger, ...needs }: OfficeNeeds): Promise<ActView> {
  const account = ledger.account()
  if (account === undefined)
    throw new PowerchainError(
      'Market.Refused',
      'This site has no account yet: make or unlock the operator key in the wallet.',
    )
  const addressOf = (contract: ContractName) => addressIn(ledger, contract)
  return {
    state: needs.state(),
    now: needs.now(),
    account,
    chainId: needs.chainId,
    addressOf,
    wallet: await walletOf(ledger, account),
    controller: needs.controller,
    facts: needs.facts,
    match: needs.matchView(),
  }
}

function addressIn(ledger: Ledger, contract: ContractName): string {
  const address = ledger.addressOf(contract)
  if (address !== undefined) return address
  throw new PowerchainError('Market.Refused', `The network has no contract ${contract}.`)
}

async function walletOf(ledger: Ledger, account: string): Promise<Wallet | null> {
  const amount = async (method: string, args: string[]) =>
    String(await ledger.read({ contract: 'PowecToken', method, args }))
  try {
    const [powec, ...approved] = await Promise.all([
      amount('balanceOf', [account]),
      ...takers.map((taker) => amount('allowance', [account, addressIn(ledger, taker)])),
    ])
    return {
      powec: powec ?? '0',
      approved: Object.fromEntries(takers.map((taker, i) => [taker, approved[i] ?? '0'])),
    }
  } catch (error) {
    if (error instanceof PowerchainError && error.code === 'Chain.Silent') return null
    throw error
  }
}
