import type { ChainEvent } from '../../../../domain/rpc/settlement/ledger.ts'

const hourMs = 3_600_000
const hash = (n: number) => `0x${n.toString(16).padStart(64, 'c')}`
const account = (n: number) => `0x${n.toString(16).padStart(40, 'd')}`
const powec = (tokens: number) => `${tokens}${'0'.repeat(18)}`

/** A list that was pushed, one that is being claimed, and two bills that were split among three parties. */
export function demoPayouts(now: number): ChainEvent[] {
  const event = (
    contract: 'PayoutLists' | 'RetailBilling',
    name: string,
    agoHours: number,
    args: ChainEvent['args'],
  ): ChainEvent => ({
    contract,
    name,
    args,
    block: 1_800 - agoHours,
    blockAt: now - agoHours * hourMs,
    transaction: hash(5_000 + agoHours),
    isFinal: agoHours > 2,
  })
  const list = (id: number, mode: number, total: number, count: number) => ({
    list: hash(id),
    payer: account(7),
    root: hash(id + 1),
    total: powec(total),
    count: String(count),
    mode: String(mode),
    expiresAt: String(Math.floor((now + 30 * 24 * hourMs) / 1_000)),
  })
  const claim = (index: number, units: number) => ({
    list: hash(61),
    index: String(index),
    account: account(20 + index),
    units: powec(units),
  })
  const paid = (bill: number, amount: number, shares: number[]) => ({
    bill: hash(bill),
    payer: account(31),
    meterPoint: hash(9),
    amount: String(amount),
    unitsPerMinor: '1',
    shares: shares.map(String),
    outstanding: ['0', '0', '0'],
  })
  const formula = {
    formula: '1',
    version: '1',
    kind: '1',
    parties: [account(41), account(42), account(43)],
    weightsPpm: ['333333', '333333', '333334'],
    validFrom: '0',
  }
  return [
    event('RetailBilling', 'BillPaid', 1, paid(81, 4_211, [1_404, 1_403, 1_404])),
    event('PayoutLists', 'Claimed', 3, claim(1, 310)),
    event('PayoutLists', 'Claimed', 5, claim(0, 145)),
    event('RetailBilling', 'BillPaid', 26, paid(80, 9_000, [3_000, 3_000, 3_000])),
    event('PayoutLists', 'ListFunded', 30, list(61, 2, 1_200, 8)),
    event('PayoutLists', 'ChunkPushed', 48, { list: hash(60), chunk: '0', payees: '120', units: powec(5_400) }),
    event('PayoutLists', 'ListFunded', 49, list(60, 1, 5_400, 120)),
    event('RetailBilling', 'FormulaAgreed', 300, {
      formula: '1',
      version: '1',
      formulaHash: hash(3),
      content: formula,
    }),
  ]
}
