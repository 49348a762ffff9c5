import { unitsOf } from '../../../../domain/market/amount.ts'
import type { ContractName, LedgerValue } from '../../../../domain/settlement/ledger.ts'
import { createMarket, type Market } from '../../../../main/market/market.ts'
import { createFakeLedger, type FakeLedger } from '../../settlement/fake-ledger.ts'

/** Instant of the tests. */
export const at = Date.parse('2026-03-02T10:00:00Z')
/** Account of the site in the tests, and somebody else. */
export const [own, other] = [`0x${'a1'.repeat(20)}`, `0x${'b2'.repeat(20)}`] as const
/** Units of an amount of POWEC. */
export const powec = (text: string) => unitsOf(text) ?? '0'

/** A market's desk over a ledger in memory; the wallet holds so many POWEC and approved nothing. */
export function desk(wallet: string): { ledger: FakeLedger; market: Market } {
  const ledger = createFakeLedger({ account: own, now: () => at })
  ledger.answers.set('PowecToken.balanceOf', () => powec(wallet))
  ledger.answers.set('PowecToken.allowance', () => '0')
  const market = createMarket({
    ledger,
    chainId: 31_337,
    controller: { address: () => undefined, sign: () => undefined },
    signGroup: () => undefined,
    facts: () => undefined,
    outlook: () => undefined,
    conversion: { miningEurPerMWh: () => null, miningKW: 0, buyEurPerMWh: () => null },
    places: { list: () => [], of: () => undefined, keep: () => {} },
    audit: () => {},
    clock: { now: () => at, monotonicMs: () => 0, after: () => () => {}, every: () => () => {} },
  })
  return { ledger, market }
}

/** A call as it waits in the outbox. */
export function waiting(contract: ContractName, method: string, ...args: LedgerValue[]) {
  return { id: `${contract}.${method}`, contract, method, args, isMined: false }
}
