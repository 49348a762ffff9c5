import { Wallet } from 'ethers'
import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import type { LedgerValue } from '../../../../domain/settlement/ledger.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { createFakeLedger } from '../../settlement/fake-ledger.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const account = `0x${'aa'.repeat(20)}`

/** Retail whose account is a party of the billing contract there; 0 = none. */
function open(party: number, mayFixRates = false, config: unknown = street()) {
  const clock = createVirtualClock(Date.UTC(2026, 2, 3, 10))
  const key: { signature: string | undefined } = { signature: undefined }
  const ledger = createFakeLedger({ account, now: clock.now })
  ledger.answers.set('RetailBilling.partyAt', () => String(party))
  ledger.answers.set('RetailBilling.hasRole', () => mayFixRates)
  const place = () => ({ chainId: 31_337, contract: known(ledger.addressOf('RetailBilling')) })
  const { retail } = openTestRetail({ config, clock, needs: { ledger, place, signSupply: () => key.signature } })
  const issue = async () => {
    const { checkId } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
    return retail.issueRun(ada, checkId, 'February')
  }
  return { clock, key, ledger, retail, issue }
}

test('the supplier posts plans and roots once, and what the chain tells shows at the run', async () => {
  const { ledger, retail, issue } = open(1)
  const { root, total } = await issue()
  expect(retail.runs()).toMatchObject([{ posting: 'none' }])
  await retail.inner.turn()
  await retail.inner.turn()
  expect(ledger.acts.map(({ method }) => method)).toEqual([
    'publishPlan',
    'publishPlan',
    'postBills',
    'postConsumption',
  ])
  const [content] = known(ledger.acts[2]).args
  expect(content).toMatchObject({ supplier: '1', run: '1', count: '2', corrects: '0', total, root })
  expect(retail.runs()).toMatchObject([{ posting: 'waiting' }])
  ledger.happen(['RetailBilling', 'BillsPosted', { supplier: '1', run: '1', content: known(content) }])
  expect(retail.runs()).toMatchObject([{ posting: 'final' }])
})

test('the collector posts what was paid on a day that is over: its parts add up to it', async () => {
  const { clock, ledger, retail, issue } = open(4)
  await issue()
  const rows =
    'date,amount,payer,reference,bank reference\n2026-03-02,40.00,Anna,PC-0001-0001,b-1\n2026-03-02,9.00,Nobody,hello,b-2\n'
  const file = { name: 'b.csv', base64: Buffer.from(rows).toString('base64') }
  retail.applyPayments(ada, known(retail.checkPayments(file).checkId), 'from the bank')
  await retail.inner.turn()
  expect(ledger.acts).toEqual([])
  clock.advance(86_400_000)
  await retail.inner.turn()
  expect(ledger.acts.map(({ method }) => method)).toEqual(['postPayments'])
  const [list] = known(ledger.acts[0]).args as [
    { total: string; count: string; partyTotals: { party: string; amount: string }[] },
  ]
  expect(list).toMatchObject({ total: '4000', count: '1' })
  expect(list.partyTotals.map(({ party }) => party)).toEqual(['1', '2', '3'])
  expect(list.partyTotals.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(4_000)
})

test('who is no party there posts nothing and says so; a silent chain is said too', async () => {
  const { ledger, retail, issue } = open(0)
  await issue()
  await retail.inner.turn()
  expect(ledger.acts).toEqual([])
  expect(retail.now().chain.words).toContain('no party')
  ledger.answers.set('RetailBilling.partyAt', (): LedgerValue => {
    throw new Error('no node answers')
  })
  await retail.inner.turn()
  expect(retail.now().chain.words).toContain('no node answers')
})

test('a fresh rate is posted by who may; a stale one never', async () => {
  const { clock, ledger, retail } = open(0, true)
  retail.fixRate(ada, { minorPerToken: '4', source: 'the exchange', at: clock.now() })
  await retail.inner.turn()
  expect(ledger.acts).toMatchObject([{ method: 'fixRate', args: [{ unitsPerMinor: '250000000000000000' }] }])
})

test('a contract a consumer signed waits for the supplier key, and goes out once with both signatures', async () => {
  const wallet = new Wallet(`0x${'11'.repeat(32)}`)
  const consumers = [{ ...consumer('anna', 'family', 4_000), account: wallet.address }]
  const { key, ledger, retail } = open(1, false, street({ consumers }))
  const wanted = { consumer: 'anna', plan: 1, day: '2026-03-04' }
  const asked = retail.toSign(wanted)
  const signature = wallet.signingKey.sign(asked.digest).serialized
  retail.takeSigned(ada, { ...wanted, ...asked, signature }, 'by wallet')
  await retail.inner.turn()
  expect(ledger.acts.map(({ method }) => method)).toEqual(['publishPlan', 'publishPlan'])
  expect(retail.contracts('anna')).toMatchObject([{ posting: 'none' }])
  expect(retail.now().chain.words).toContain('locked')
  key.signature = `0x${'5e'.repeat(65)}`
  await retail.inner.turn()
  await retail.inner.turn()
  const [, , brought] = ledger.acts
  expect(ledger.acts).toHaveLength(3)
  expect(brought).toMatchObject({
    method: 'signContract',
    args: [{ consumer: wallet.address }, signature, key.signature],
  })
  expect(retail.contracts('anna')).toMatchObject([{ posting: 'waiting' }])
})
