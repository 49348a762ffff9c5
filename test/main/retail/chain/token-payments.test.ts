import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import type { LedgerEvent } from '../../../../domain/settlement/ledger.ts'
import { splitByWeights } from '../../../../main/retail/money/split.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { createFakeLedger } from '../../settlement/fake-ledger.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const payer = `0x${'cc'.repeat(20)}`

/** A street whose chain tells what the test says. */
async function open() {
  const clock = createVirtualClock(Date.UTC(2026, 2, 3, 10))
  const chain: { events: LedgerEvent[] } = { events: [] }
  const ledger = { ...createFakeLedger({ now: clock.now }), events: () => chain.events }
  const opened = openTestRetail({ config: street(), clock, needs: { ledger } })
  const { retail, db } = opened
  const { checkId } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  await retail.issueRun(ada, checkId, 'February')
  const id = known(retail.bills('anna', 1)[0]).id
  const restarted = () => openTestRetail({ config: street(), clock, needs: { ledger, db } }).retail
  const bank = (cents: string) => {
    const rows = `date,amount,payer,reference,bank reference\n2026-03-02,${cents},Anna,PC-0001-0001,b-1\n`
    const { checkId: file } = retail.checkPayments({ name: 'b.csv', base64: Buffer.from(rows).toString('base64') })
    retail.applyPayments(ada, known(file), 'from the bank')
  }
  return { clock, chain, retail, id, restarted, bank }
}

/** A payment as the contract tells it: divided by what it knows to be outstanding. */
function paid(leaf: string, outstanding: readonly string[], amount: bigint, more: Partial<LedgerEvent> = {}) {
  const { shares } = splitByWeights(amount, outstanding.map(BigInt))
  const args = {
    bill: leaf,
    payer,
    meterPoint: `0x${'11'.repeat(32)}`,
    amount: `${amount}`,
    unitsPerMinor: '20000000000000000',
    shares: shares.map(String),
    outstanding: outstanding.map((left, i) => `${BigInt(left) - (shares[i] ?? 0n)}`),
  }
  const event: LedgerEvent = {
    contract: 'RetailBilling',
    name: 'BillPaid',
    args,
    block: 7,
    blockAt: Date.UTC(2026, 2, 3, 9),
    logIndex: 0,
    transaction: `0x${'77'.repeat(32)}`,
    isFinal: false,
    ...more,
  }
  return { event, shares: args.shares, left: args.outstanding }
}

const wrong = (base64: string) =>
  verifyText(Buffer.from(base64, 'base64').toString()).filter(({ result }) => result === 'wrong')

test('a payment in POWEC counts when it is final, as the contract divided it, once over reorganisations and restarts', async () => {
  const { chain, retail, id, restarted } = await open()
  const before = retail.bill(id)
  expect(before.token).toMatchObject({ isOffered: true, waiting: '0' })
  const half = BigInt(before.total) / 2n
  const first = paid(before.leaf, before.shares, half)
  chain.events = [first.event]
  await retail.inner.turn()
  expect(retail.bill(id)).toMatchObject({ outstanding: before.total, token: { waiting: `${half}` } })
  chain.events = []
  await retail.inner.turn()
  expect(retail.bill(id)).toMatchObject({ outstanding: before.total, token: { waiting: '0' } })
  const again = { ...first.event, block: 9, transaction: `0x${'99'.repeat(32)}`, isFinal: true }
  chain.events = [again]
  await retail.inner.turn()
  chain.events = [again]
  await retail.inner.turn()
  const later = restarted()
  await later.inner.turn()
  const bill = later.bill(id)
  expect(bill).toMatchObject({ state: 'partPaid', lacking: first.left, token: { isOffered: true, waiting: '0' } })
  expect(bill.token.words).toContain('in POWEC, not at a bank')
  expect(bill.allocations).toMatchObject([{ kind: 'token', amount: `${half}`, shares: first.shares }])
  expect(later.consumers()[0]).toMatchObject({ outstanding: `${BigInt(before.total) - half}`, advance: '0' })
  const rest = paid(before.leaf, first.left, BigInt(bill.outstanding), { isFinal: true, logIndex: 1 })
  chain.events = [again, rest.event]
  await later.inner.turn()
  expect(later.bill(id)).toMatchObject({ state: 'paid', lacking: ['0', '0', '0'] })
  expect(later.payouts().owed.every(({ amount }) => amount === '0')).toBe(true)
  expect(wrong(later.exportBill(id).base64)).toEqual([])
})

test('a bill paid in part at a bank is not offered; who pays all of it in POWEC gets the bank money back', async () => {
  const { chain, retail, id, bank } = await open()
  const before = retail.bill(id)
  bank('10.01')
  expect(retail.bill(id).token).toMatchObject({ isOffered: false })
  expect(retail.bill(id).token.words).toContain('at a bank')
  const { event, shares } = paid(before.leaf, before.shares, BigInt(before.total), { isFinal: true })
  chain.events = [event]
  await retail.inner.turn()
  const bill = retail.bill(id)
  expect(bill).toMatchObject({ state: 'paid', lacking: ['0', '0', '0'] })
  expect(bill.allocations.map(({ kind }) => kind)).toEqual(['payment', 'returned', 'token'])
  expect(bill.allocations[2]).toMatchObject({ shares })
  expect(retail.consumers()[0]).toMatchObject({ outstanding: '0', advance: '1001' })
  expect(retail.payouts().owed.every(({ amount }) => amount === '0')).toBe(true)
  expect(wrong(retail.exportBill(id).base64)).toEqual([])
})

test('bills of others are no business of ours', async () => {
  const { chain, retail, id } = await open()
  chain.events = [paid(`0x${'ab'.repeat(32)}`, ['60', '40', '0'], 50n, { isFinal: true }).event]
  await retail.inner.turn()
  expect(retail.payments(false, 10)).toEqual([])
  expect(retail.bill(id)).toMatchObject({ state: 'issued' })
})
