import { TypedDataEncoder, ZeroAddress, id, parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bill } from '../../../domain/retail/bill.ts'
import { retailDomain, retailTypes } from '../../../domain/retail/typed-data.ts'
import type { Ledger, LedgerValue } from '../../../domain/settlement/ledger.ts'
import { retailHashing } from '../../../main/composition/retail.ts'
import { canonicalJson } from '../../../main/retail/leaves/canonical.ts'
import { createLeaves } from '../../../main/retail/leaves/leaves.ts'
import {
  type Account,
  type DeployedChain,
  deployedChain,
  type LedgerSite,
} from '../../main/settlement/deployed-chain.ts'

const [supplierId, gridId] = [1, 2]
const weightsPpm = [600_000, 400_000]
const centsOfBill = 12_345n
const shares = [7_407n, 4_938n]
const unitsPerCent = parseEther('0.02')
const who = { author: 'retail', reason: 'a test' }
const salt = `0x${'5a'.repeat(32)}`
const leaves = createLeaves({
  hashing: retailHashing,
  salts: { meterPoint: () => new Uint8Array(32), leaf: () => new Uint8Array(32) },
})

let chain: DeployedChain
let consumer: Account
let supplier: Account
let grid: Account
let site: LedgerSite
let place: { chainId: number; contract: string }

beforeAll(async () => {
  chain = await deployedChain()
  ;[consumer, supplier, grid] = [await chain.rich(), await chain.rich(), await chain.rich()]
  const billing = chain.contract('RetailBilling')
  place = { chainId: 31_337, contract: await billing.getAddress() }
  const admit = async (party: number, kind: number, account: Account) => {
    const sent = (await billing.getFunction('setParty')(party, kind, account.address)) as { wait(): Promise<unknown> }
    await sent.wait()
  }
  await admit(supplierId, 1, supplier)
  await admit(gridId, 2, grid)
  site = chain.site(supplier)
  await site.settle()
}, 60_000)
afterAll(() => chain?.stop())

test('a household signs, is billed and pays in POWEC: engine and contract agree on every hash and every unit', async () => {
  const now = (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0
  const meterPoint = leaves.meterPoint('street 7')
  act(site.ledger, 'publishPlan', ['10', id('plan'), '0'])
  const content = {
    meterPoint,
    consumer: consumer.address,
    supplier: supplierId,
    plan: 10,
    document: id('terms'),
    startsAt: now,
    nonce: 1,
    deadline: now + 86_400,
  }
  const types = { ConsumerContract: fieldsOf(retailTypes.ConsumerContract) }
  const domain = { ...retailDomain, chainId: place.chainId, verifyingContract: place.contract }
  expect(leaves.typed(place, 'ConsumerContract', content)).toBe(TypedDataEncoder.hash(domain, types, content))
  const signatures = [consumer, supplier].map((account) => account.signTypedData(domain, types, content))
  act(site.ledger, 'signContract', [asTexts(content), ...(await Promise.all(signatures))])
  act(site.ledger, 'agreeFormula', await agreed(domain))
  const bill = billOf(meterPoint, now)
  const leaf = retailHashing.hex(leaves.bill(place, bill))
  expect(await read('billLeaf', structOf(bill))).toBe(leaf)
  act(site.ledger, 'postBills', [
    asTexts({
      supplier: supplierId,
      fromQuarter: bill.fromQuarter,
      toQuarter: bill.toQuarter,
      count: 1,
      run: 1,
      corrects: 0,
      total: String(centsOfBill),
      root: retailHashing.hex(retailHashing.rootOf([leaves.bill(place, bill)])),
    }),
  ])
  await site.settle()
  const paid = await pays(bill, now)
  expect(paid).toEqual([
    { amount: '5000', shares: ['3000', '2000'], outstanding: ['4407', '2938'] },
    { amount: '7345', shares: ['4407', '2938'], outstanding: ['0', '0'] },
  ])
  const vault = chain.contract('EscrowVault')
  expect(await vault.getFunction('freeOf')(supplier.address)).toBe(7_407n * unitsPerCent)
  expect(await vault.getFunction('freeOf')(grid.address)).toBe(4_938n * unitsPerCent)
  expect(await read('stateOf', meterPoint)).toMatchObject({ consumer: consumer.address, plan: '10', nonce: '1' })
})

test('a party nobody admitted posts nothing, and is told so by name', async () => {
  const stranger = chain.site(await chain.rich())
  act(stranger.ledger, 'publishPlan', ['11', id('plan'), '0'])
  await stranger.settle()
  expect(stranger.outbox.list(1)[0]?.state).toBe('reverted')
  expect(JSON.stringify(stranger.outbox.list(1))).toContain('BillingNotParty')
  expect(await read('partyAt', ZeroAddress)).toBe('0')
})

/** Pays the bill in two parts with the consumer's own tokens; what the chain told of it. */
async function pays(bill: Bill, now: number) {
  const wallet = chain.site(consumer)
  const fixer = await chain.anvil.as(await holderOfRates())
  const rate = { unitsPerMinor: unitsPerCent, source: id('exchange'), at: now }
  const sent = (await chain.contract('RetailBilling', fixer).getFunction('fixRate')(rate)) as {
    wait(): Promise<unknown>
  }
  await sent.wait()
  const units = String(centsOfBill * unitsPerCent)
  const vault = wallet.ledger.addressOf('EscrowVault') ?? ''
  const submit = (contract: 'PowecToken' | 'EscrowVault', method: string, args: string[]) =>
    wallet.ledger.submit({ key: method, words: method, contract, method, args, ...who })
  submit('PowecToken', 'approve', [vault, units])
  submit('EscrowVault', 'deposit', [units])
  submit('EscrowVault', 'allow', [place.contract, units, String(2 ** 40 - 1)])
  const formula = asTexts(formulaOf())
  const pay = (outstanding: readonly bigint[], cents: bigint) =>
    act(wallet.ledger, 'payBill', [
      structOf(bill),
      formula,
      outstanding.map(String),
      [],
      String(cents * unitsPerCent + 1n),
      asTexts(rate),
    ])
  pay(shares, 5_000n)
  pay([4_407n, 2_938n], 7_345n)
  await wallet.settle()
  return wallet.ledger
    .events()
    .filter(({ name }) => name === 'BillPaid')
    .map(({ args: { amount, shares: got, outstanding } }) => ({ amount, shares: got, outstanding }))
}

async function holderOfRates(): Promise<string> {
  const billing = chain.contract('RetailBilling')
  const role: string = await billing.getFunction('RATE')()
  const granted = await billing.queryFilter(billing.filters['RoleGranted']?.(role) ?? 'RoleGranted')
  return (granted[0] as unknown as { args: { account: string } }).args.account
}

function billOf(meterPoint: string, now: number): Bill {
  return {
    number: '2025-1',
    supplier: supplierId,
    run: 1,
    index: 0,
    meterPoint,
    total: String(centsOfBill),
    salt,
    plan: { id: 10 } as Bill['plan'],
    timeZone: 'Europe/Berlin',
    fromQuarter: 1_957_440,
    toQuarter: 1_957_536,
    lines: [],
    consumption: { kind: 'registers', rows: [] },
    formula: { id: 5, version: 1, kind: 'fixed', weightsPpm },
    parties: [supplierId, gridId],
    shares: shares.map(String),
    issuedAt: now * 1_000,
    dueAt: (now + 14 * 86_400) * 1_000,
  }
}

/** The bill as the contract takes it; hashes of what it does not know come from the engine's own leaf. */
function structOf(bill: Bill): LedgerValue {
  return asTexts({
    supplier: supplierId,
    run: 1,
    index: 0,
    meterPoint: bill.meterPoint,
    plan: 10,
    amount: bill.total,
    componentsHash: id(canonicalJson(bill)),
    sharesHash: retailHashing.hex(retailHashing.keccak(retailHashing.words(...shares))),
    formula: 5,
    version: 1,
    dueAt: Math.floor(bill.dueAt / 1_000),
    salt,
  })
}

function formulaOf() {
  const parties = [supplier.address, grid.address]
  return { formula: 5, version: 1, kind: 1, parties, weightsPpm, validFrom: 0 }
}

async function agreed(domain: { chainId: number; verifyingContract: string }): Promise<LedgerValue[]> {
  const types = {
    SplitFormula: fieldsOf(
      'uint32 formula,uint32 version,uint8 kind,address[] parties,uint32[] weightsPpm,uint40 validFrom',
    ),
  }
  const signed = [supplier, grid].map((account) => account.signTypedData(domain, types, formulaOf()))
  return [asTexts(formulaOf()), await Promise.all(signed)]
}

const fieldsOf = (text: string) =>
  text.split(',').map((field) => ({ type: field.split(' ')[0] ?? '', name: field.split(' ')[1] ?? '' }))

function asTexts(fields: Record<string, unknown>): LedgerValue {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}

let acts = 0
function act(ledger: Ledger, method: string, args: readonly LedgerValue[]): void {
  acts += 1
  ledger.submit({ key: `act ${acts}`, words: method, contract: 'RetailBilling', method, args, ...who })
}

const read = (method: string, ...args: LedgerValue[]) => site.ledger.read({ contract: 'RetailBilling', method, args })
