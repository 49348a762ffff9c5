import { id } from 'ethers'
import type { MemberAct, TradeAct } from '../../../../domain/market/acts.ts'
import type { Ledger } from '../../../../domain/settlement/ledger.ts'
import { createMarket, type Market } from '../../../../main/market/market.ts'
import type { StorageFacts } from '../../../../main/market/acts/plan.ts'
import { addressOf, signDigest } from '../../../../main/settlement/keys/sign.ts'
import { systemClock } from '../../../../main/clock.ts'
import { type Account, deployedChain, type LedgerSite } from '../../settlement/deployed-chain.ts'

/** Who takes part in the tests, each with a site of his own: ledger, outbox, market. */
export const actors = ['storage', 'payer', 'broker', 'attractor', 'verifier'] as const
/** One of {@link actors}. */
export type Actor = (typeof actors)[number]

/** The platform on a chain of its own. */
export interface MarketChain {
  /** As one of them sees it, everything read and final. */
  ledger: Ledger
  market: Market
  /** The market as one of them has it, with his key. */
  marketOf(actor: Actor): Market
  addressOf(actor: Actor): string
  /** Acts as somebody through his desk and his outbox, and waits until it is final everywhere. */
  act(actor: Actor, act: TradeAct | MemberAct): Promise<void>
  /** Time of the newest block, ms. */
  at(): number
  pass(seconds: number): Promise<void>
  stop(): Promise<void>
}

const controllerKey = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
const facts: StorageFacts = {
  measuredAt: 0,
  capacityWh: 500_000,
  usableWh: 400_000,
  guaranteedWh: 450_000,
  lossPpmPerHour: 1_000,
  chargePowerW: 250_000,
  dischargePowerW: 250_000,
}

/** Deploys everything; each actor gets tokens. */
export async function startMarketChain(): Promise<MarketChain> {
  const chain = await deployedChain()
  const accounts = new Map<Actor, Account>()
  for (const actor of actors)
    accounts.set(actor, actor === 'verifier' ? chain.anvil.wallet(id('test verifier')) : await chain.rich())
  const mint = chain.contract('PowecToken').getFunction('mint')
  const minted = (await mint(accounts.get('payer')?.address, 10n ** 27n)) as { wait(): Promise<unknown> }
  await minted.wait()
  const desks = new Map([...accounts].map(([actor, account]) => [actor, deskOf(chain.site(account))]))
  const deskFor = (actor: Actor) => {
    const desk = desks.get(actor)
    if (!desk) throw new Error(`there is no ${actor}`)
    return desk
  }
  const { site: watching, market } = deskFor('attractor')
  await watching.settle()
  let acts = 0
  return {
    ledger: watching.ledger,
    market,
    marketOf: (actor) => deskFor(actor).market,
    addressOf: (actor) => accounts.get(actor)?.address ?? '',
    async act(actor, act) {
      const { site, market: own } = deskFor(actor)
      await site.settle()
      acts += 1
      await own.act({ name: actor, role: 'engineer' }, { id: String(acts), act, reason: 'a test' })
      await site.settle()
      const refused = site.outbox.list(100).find(({ state }) => state === 'reverted')
      if (refused) throw new Error(`${refused.intent.words}: ${refused.detail}`)
      await watching.settle()
    },
    at: () => watching.ledger.now().blockAt ?? 0,
    async pass(seconds) {
      await chain.anvil.pass(seconds)
      await watching.settle()
    },
    stop: chain.stop,
  }
}

function deskOf(site: LedgerSite): { site: LedgerSite; market: Market } {
  const { ledger } = site
  const market = createMarket({
    ledger,
    chainId: 31_337,
    controller: {
      address: () => addressOf(controllerKey),
      sign: (_subject, digest) => signDigest(digest, controllerKey),
    },
    signGroup: site.key.signGroup,
    facts: () => ({ ...facts, measuredAt: ledger.now().blockAt ?? 0 }),
    outlook: () => undefined,
    conversion: { miningEurPerMWh: () => 40, miningKW: 1_000, buyEurPerMWh: () => 30 },
    places: { list: () => [], of: () => undefined, keep: () => {} },
    audit: () => {},
    clock: systemClock,
  })
  return { site, market }
}
