import { expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { verifyText } from '../../../main/verify/documents.ts'
import { makeRetailPast } from '../../../main/retail/made-past.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { known, openTestRetail } from './open-retail.ts'
import { street } from './street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const bo: Person = { name: 'Bo', role: 'engineer' }
const dayMs = 86_400_000

function open(changes: Parameters<typeof street>[0] = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 2, 3, 10))
  return { clock, ...openTestRetail({ config: street(changes), clock }) }
}

async function issueFebruary({ retail }: ReturnType<typeof open>) {
  const { checkId } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  return retail.issueRun(ada, checkId, 'the month is over')
}

function csv(...rows: string[]) {
  const text = ['date,amount,payer,reference,bank reference', ...rows].join('\n')
  return { name: 'bank.csv', base64: Buffer.from(text).toString('base64') }
}

function wrong(json: unknown) {
  return verifyText(JSON.stringify(json)).filter(({ result }) => result === 'wrong')
}

test('a month is previewed, issued, paid in parts, and every document of it verifies', async () => {
  const site = open()
  const { retail } = site
  const run = await issueFebruary(site)
  expect(run).toMatchObject({ run: 1, count: 2, corrects: 0 })
  const [, anna] = retail.bills(undefined, 10)
  expect(anna).toMatchObject({ consumer: 'anna', number: 'PC-0001-0001', state: 'issued' })
  const detail = retail.bill(known(anna).id)
  expect(sum(detail.lines.map(({ amount }) => amount))).toBe(BigInt(detail.total))
  expect(sum(detail.shares)).toBe(BigInt(detail.total))

  const half = (Number(detail.total) / 200).toFixed(2)
  const check = retail.checkPayments(
    csv(`2026-03-02,${half},Anna,Bill PC-0001-0001,b-1`, '2026-03-02,12.34,Somebody,hello,b-2'),
  )
  expect(check.rows.map(({ match }) => match)).toEqual(['bill', 'suspense'])
  expect(retail.applyPayments(ada, known(check.checkId), 'from the bank')).toMatchObject({ count: 2, suspense: 1 })
  expect(retail.bill(known(anna).id)).toMatchObject({ state: 'partPaid' })
  const [waiting] = retail.payments(true, 10)
  retail.assignPayment(ada, known(waiting).id, 'anna', 'she called')
  expect(retail.payments(true, 10)).toEqual([])

  const text = Buffer.from(retail.exportBill(known(anna).id).base64, 'base64').toString()
  expect(wrong(JSON.parse(text))).toEqual([])
  const own = Buffer.from(retail.exportConsumer('anna', 'json').base64, 'base64').toString()
  expect(wrong(JSON.parse(own))).toEqual([])
})

test('money of one who pays too much waits as an advance, and the next bill takes it', async () => {
  const site = open()
  const { retail, clock } = site
  await issueFebruary(site)
  const [, anna] = retail.bills(undefined, 10)
  const amount = (Number(known(anna).total) / 100 + 25).toFixed(2)
  const { checkId } = retail.checkPayments(csv(`2026-03-02,${amount},Anna,PC00010001,b-1`))
  retail.applyPayments(ada, known(checkId), 'from the bank')
  expect(retail.consumers()[0]).toMatchObject({ outstanding: '0', advance: '2500' })
  clock.advance(31 * dayMs)
  const preview = await retail.previewRun({ from: '2026-03-01', to: '2026-04-01', corrects: 0 })
  expect(preview.bills[0]).toMatchObject({ advanceUsed: '2500' })
  await retail.issueRun(ada, preview.checkId, 'March')
  expect(retail.consumers()[0]).toMatchObject({ advance: '0' })
})

test('fault: a list that was taken before is refused, and a payment of another list is not taken twice', async () => {
  const site = open()
  const { retail } = site
  await issueFebruary(site)
  const first = csv('2026-03-02,10.00,Anna,PC-0001-0001,b-1')
  retail.applyPayments(ada, known(retail.checkPayments(first).checkId), 'from the bank')
  expect(() => retail.checkPayments(first)).toThrow(/taken in before/)
  const again = retail.checkPayments(
    csv('2026-03-02,10.00,Anna,PC-0001-0001,b-1', '2026-03-02,5.00,Anna,PC-0001-0001,b-3'),
  )
  expect(again.rows.map(({ match }) => match)).toEqual(['duplicate', 'bill'])
  expect(retail.applyPayments(ada, known(again.checkId), 'next')).toMatchObject({ count: 1, total: '500' })
})

test('what a bill lacks is given up by two people, never by one', async () => {
  const site = open()
  const { retail } = site
  await issueFebruary(site)
  const [shop] = retail.bills(undefined, 10)
  const proposal = retail.writeOff(ada, known(shop).id, 'insolvent')
  expect(() => retail.approve(ada, proposal.n)).toThrow(/second person/)
  retail.approve(bo, proposal.n)
  expect(retail.bill(known(shop).id)).toMatchObject({ state: 'writtenOff', outstanding: '0' })
  expect(() => retail.approve(bo, proposal.n)).toThrow(/already/)
})

test('parties get what was paid once, and the list for the bank says to whom', async () => {
  const site = open()
  const { retail } = site
  await issueFebruary(site)
  const [, anna] = retail.bills(undefined, 10)
  const { checkId } = retail.checkPayments(
    csv(`2026-03-02,${(Number(known(anna).total) / 100).toFixed(2)},A,PC-0001-0001,b-1`),
  )
  retail.applyPayments(ada, known(checkId), 'from the bank')
  const list = retail.makePayouts(ada, 'weekly')
  expect(list.rows.reduce((all, { amount }) => all + BigInt(amount), 0n)).toBe(BigInt(known(anna).total))
  expect(list.rows.map(({ amount }) => amount)).toEqual(retail.bill(known(anna).id).shares)
  expect(() => retail.makePayouts(ada, 'again')).toThrow(/Nothing is owed/)
})

test('a street that is made up lives from the first start: months of bills, payments, arrears, money nobody is known for', async () => {
  const { clock, config, retail } = open({ simulatedPastMonths: 3 })
  await makeRetailPast({ config, timeZone: 'Europe/Berlin', core: retail.inner.core, clock })
  expect(retail.runs().map(({ count }) => count)).toEqual([2, 2, 2])
  expect(retail.paymentLists()).toHaveLength(2)
  expect(retail.now()).toMatchObject({ isSimulated: true, consumers: 2 })
  await makeRetailPast({ config, timeZone: 'Europe/Berlin', core: retail.inner.core, clock })
  expect(retail.runs()).toHaveLength(3)
})

function sum(amounts: readonly string[]): bigint {
  return amounts.reduce((all, one) => all + BigInt(one), 0n)
}
