import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { ActCheck, MemberAct, TradeAct } from '../../domain/market/acts.ts'
import type { StorageKind } from '../../domain/market/names.ts'
import type { ContractName, Ledger } from '../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ActView, Controller, StorageFacts, Wallet } from './acts/plan.ts'
import { planOf } from './acts/table.ts'
import { afterWaiting, takers } from './acts/waiting.ts'
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

/** Where acts are checked, put into words, and given to the outbox. */
export function createOffice(needs: OfficeNeeds) {
  const { ledger } = needs
  const given = new Map<string, Kept>()
  return {
    /** What an act would do as things stand. */
    async check(act: AnyAct): Promise<ActCheck> {
      const wallet = await walletNow(ledger)
      const { lines, obstacles, steps } = planOf(viewOf(needs, wallet), act)
      return { lines, obstacles, steps: steps.map(({ words }) => words) }
    },
    /** Keeps the steps of an act in the outbox in order; they wait there as long as the chain is away. */
    async act(
      person: Pick<Person, 'name'>,
      { id, act, reason }: { id: string; act: AnyAct; reason: string },
    ): Promise<Kept> {
      const wallet = await walletNow(ledger)
      const known = given.get(id)
      if (known) return known
      // from here to the outbox in one go: of two acts at once the second one sees the first
      const { obstacles, steps } = planOf(viewOf(needs, wallet), act)
      if (obstacles.length > 0)
        throw new PowerchainError('Market.Refused', obstacles.join(' '), { details: { act: act.act, obstacles } })
      const author = person.name
      const acts = steps.map(({ words, call }) => {
        const made = call()
        // no act has two steps of one method: given anew after a restart, when fewer steps are left, they are the same ones
        return ledger.submit({ key: `market/${id}/${made.method}`, words, author, reason, ...made })
      })
      given.set(id, { acts })
      const detail = `${steps.map(({ words }) => words).join('; ')}: ${reason}`
      needs.audit({ person: author, action: 'MarketActGiven', detail })
      return { acts }
    },
  }
}

/** Everything that acts are checked against, as it will stand when what waits went out. Errors: `Market.Refused` without an account or contracts. */
function viewOf({ ledger, ...needs }: OfficeNeeds, wallet: Wallet | null): ActView {
  const addressOf = (contract: ContractName) => addressIn(ledger, contract)
  const view: ActView = {
    state: needs.state(),
    now: needs.now(),
    account: accountIn(ledger),
    chainId: needs.chainId,
    addressOf,
    wallet,
    controller: needs.controller,
    facts: needs.facts,
    match: needs.matchView(),
  }
  return afterWaiting(view, ledger.waiting())
}

function accountIn(ledger: Ledger): string {
  const account = ledger.account()
  if (account !== undefined) return account
  throw new PowerchainError(
    'Market.Refused',
    'This site has no account yet: make or unlock the operator key in the wallet.',
  )
}

function addressIn(ledger: Ledger, contract: ContractName): string {
  const address = ledger.addressOf(contract)
  if (address !== undefined) return address
  throw new PowerchainError('Market.Refused', `The network has no contract ${contract}.`)
}

/** How often the wallet is asked again because an act went into a block meanwhile. */
const mostTries = 3

/** The wallet as the outbox knows it too: what a block holds is out of it, what waits is not. */
async function walletNow(ledger: Ledger): Promise<Wallet | null> {
  const account = accountIn(ledger)
  const underway = () => ledger.waiting().map(({ id, isMined }) => `${id} ${isMined}`)
  for (let tries = 1; ; tries++) {
    const before = underway().join()
    const wallet = await walletOf(ledger, account)
    if (tries === mostTries || before === underway().join()) return wallet
  }
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
