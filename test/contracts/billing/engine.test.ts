import { TypedDataEncoder, ZeroAddress, id, parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bill } from '../../../domain/retail/bill.ts'
import { retailDomain, retailTypes } from '../../../domain/retail/typed-data.ts'
import type { Ledger, LedgerValue } from '../../../domain/settlement/ledger.ts'
import { systemClock } from '../../../main/clock.ts'
import { retailHashing } from '../../../main/composition/retail.ts'
import { canonicalJson } from '../../../main/retail/leaves/canonical.ts'
import { createLeaves } from '../../../main/retail/leaves/leaves.ts'
import {
  type Account,
  type DeployedChain,
  deployedChain,
  type LedgerSite,
} from '../../main/settlement/deployed-chain.ts'
import { openTestRetail } from '../../main/retail/open-retail.ts'
import { consumer as streetConsumer, street } from '../../main/retail/street.ts'

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
let shopSupplier: Account
let grid: Account
let site: LedgerSite
let place: { chainId: number; contract: string }

beforeAll(async () => {
  chain = await deployedChain()
  ;[consumer, supplier, grid] = [await chain.rich(), await chain.rich(), await chain.rich()]
  shopSupplier = await chain.rich()
  const billing = chain.contract('RetailBilling')
  place = { chainId: 31_337, contract: await billing.getAddress() }
  const admit = async (party: number, kind: number, account: Account) => {
    const sent = (await billing.getFunction('setParty')(party, kind, account.address)) as { wait(): Promise<unknown> }
    await sent.wait()
  }
  await admit(supplierId, 1, supplier)
  await admit(gridId, 2, grid)
  await admit(3, 1, shopSupplier)
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

test('retail itself: consumer and supplier sign, the bill goes out, and what the contract says was paid falls off the arrears', async () => {
  const engine = chain.site(shopSupplier)
  await engine.settle()
  const { retail } = openTestRetail({
    config: shop(),
    clock: systemClock,
    needs: { ledger: engine.ledger, place: () => place, signSupply: engine.key.signSupply },
  })
  const wanted = { consumer: 'anna', plan: 20, day: new Date(systemClock.now()).toISOString().slice(0, 10) }
  const asked = retail.toSign(wanted)
  const { types, domain, message } = JSON.parse(asked.typedData) as {
    types: Record<string, { name: string; type: string }[]>
    domain: Record<string, unknown>
    message: Record<string, unknown>
  }
  const { EIP712Domain: _, ...structs } = types
  const signature = await consumer.signTypedData(domain, structs, message)
  retail.takeSigned({ name: 'Ada', role: 'engineer' }, { ...wanted, ...asked, signature }, 'by wallet')
  await retail.inner.turn()
  await engine.settle()
  expect(retail.contracts('anna')).toMatchObject([{ kind: 'signed', posting: 'final' }])
  expect(await read('stateOf', String(message.meterPoint))).toMatchObject({ consumer: consumer.address, plan: '20' })
  expect(() => engine.key.signSupply(consumer.address, {})).toThrow('no contract of the manifest')

  act(engine.ledger, 'agreeFormula', await agreed({ ...retailDomain, ...domainOf() }, shopFormula()))
  const { checkId } = await retail.previewRun({ from: '2026-01-01', to: '2026-02-01', corrects: 0 })
  await retail.issueRun({ name: 'Ada', role: 'engineer' }, checkId, 'January')
  await retail.inner.turn()
  await engine.settle()
  const [row] = retail.bills('anna', 1)
  expect(await read('runOf', '0', '3', '1')).toMatchObject({ count: '1', total: String(row?.wh) })
  const bill = retail.inner.core.store.body(row?.id ?? 0)?.bill
  if (!bill) throw new Error('no bill')
  expect(retail.bill(row?.id ?? 0)).toMatchObject({ posting: 'final', token: { isOffered: true } })
  await paysOnce(bill, BigInt(bill.total) / 3n)
  await engine.settle()
  await retail.inner.turn()
  const detail = retail.bill(row?.id ?? 0)
  const paid = engine.ledger.events().find(({ name, args }) => name === 'BillPaid' && args.bill === detail.leaf)
  expect(detail.lacking).toEqual(paid?.args.outstanding)
  expect(detail).toMatchObject({ outstanding: `${BigInt(bill.total) - BigInt(bill.total) / 3n}` })
  expect(retail.consumers()[0]).toMatchObject({ outstanding: detail.outstanding, contract: 'signed' })
}, 60_000)

test('a party nobody admitted posts nothing, and is told so by name', async () => {
  const stranger = chain.site(await chain.rich())
  act(stranger.ledger, 'publishPlan', ['11', id('plan'), '0'])
  await stranger.settle()
  expect(stranger.outbox.list(1)[0]?.state).toBe('reverted')
  expect(JSON.stringify(stranger.outbox.list(1))).toContain('BillingNotParty')
  expect(await read('partyAt', ZeroAddress)).toBe('0')
})

/** Pays so much of a bill of the shop's supplier, cents, by the rate of the test before. */
async function paysOnce(bill: Bill, cents: bigint): Promise<void> {
  const wallet = chain.site(consumer)
  const units = String(cents * unitsPerCent)
  const vault = wallet.ledger.addressOf('EscrowVault') ?? ''
  const submit = (contract: 'PowecToken' | 'EscrowVault', method: string, args: string[]) =>
    wallet.ledger.submit({ key: method, words: method, contract, method, args, ...who })
  submit('PowecToken', 'approve', [vault, units])
  submit('EscrowVault', 'deposit', [units])
  submit('EscrowVault', 'allow', [place.contract, units, String(2 ** 40 - 1)])
  const now = (await read('rateNow')) as { at: string }
  const rate = asTexts({ unitsPerMinor: unitsPerCent, source: id('exchange'), at: now.at })
  act(wallet.ledger, 'payBill', [structOf(bill), asTexts(shopFormula()), bill.shares, [], units, rate])
  await wallet.settle()
}

/** Retail of a supplier of its own with one consumer, whose wallet is the consumer's of the test before. */
function shop() {
  const components = [
    { kind: 'energy', name: 'Energy', owner: 3, microMinorPerKWh: { all: '14200000' } },
    { kind: 'energy', name: 'Grid', owner: gridId, microMinorPerKWh: { all: '8900000' } },
  ]
  return street({
    supplier: 3,
    collector: gridId,
    parties: [
      { id: 3, name: 'Shop', role: 'supplier' },
      { id: gridId, name: 'Grid', role: 'grid' },
    ],
    formula: { id: 6, version: 1, kind: 'components', parties: [3, gridId] },
    plans: [{ id: 20, name: 'Steady', bands: [{ id: 'all', name: 'All day' }], components }],
    consumers: [{ ...streetConsumer('anna', 'family', 4_000), plan: 20, account: consumer.address }],
  })
}

function shopFormula() {
  const parties = [shopSupplier.address, grid.address]
  return { formula: 6, version: 1, kind: 2, parties, weightsPpm: [] as number[], validFrom: 0 }
}

const domainOf = () => ({ chainId: place.chainId, verifyingContract: place.contract })

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
    supplier: bill.supplier,
    run: bill.run,
    index: bill.index,
    meterPoint: bill.meterPoint,
    plan: bill.plan.id,
    amount: bill.total,
    componentsHash: id(canonicalJson(bill)),
    sharesHash: retailHashing.hex(retailHashing.keccak(retailHashing.words(...bill.shares.map(BigInt)))),
    formula: bill.formula.id,
    version: bill.formula.version,
    dueAt: Math.floor(bill.dueAt / 1_000),
    salt: bill.salt,
  })
}

function formulaOf() {
  const parties = [supplier.address, grid.address]
  return { formula: 5, version: 1, kind: 1, parties, weightsPpm, validFrom: 0 }
}

async function agreed(
  domain: { chainId: number; verifyingContract: string },
  formula = formulaOf(),
): Promise<LedgerValue[]> {
  const types = {
    SplitFormula: fieldsOf(
      'uint32 formula,uint32 version,uint8 kind,address[] parties,uint32[] weightsPpm,uint40 validFrom',
    ),
  }
  const signers = [supplier, shopSupplier, grid].filter(({ address }) => formula.parties.includes(address))
  const signed = signers.map((account) => account.signTypedData(domain, types, formula))
  return [asTexts(formula), await Promise.all(signed)]
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
