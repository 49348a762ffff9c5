import { parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { type DeployedChain, deployedChain } from '../deployed-chain.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { freeAccount } from '../../../../main/settlement/agreements/entries/entries.ts'
import { conclude, exampleTimes, fund, type MarketSite, marketSite } from './market-site.ts'

const ann: Person = { name: 'Ann', role: 'operator' } as Person
const powec = (text: string) => parseEther(text)

let chain: DeployedChain
let first: { agreement: string; times: Awaited<ReturnType<typeof exampleTimes>> }
let storage: MarketSite
let payer: MarketSite
beforeAll(async () => {
  chain = await deployedChain()
  storage = await marketSite(chain, await chain.member(1))
  payer = await marketSite(chain, await chain.member(1), parseEther('1500'))
  await fund(chain, storage.wallet, 5_000)
  await fund(chain, payer.wallet, 20_000)
}, 120_000)
afterAll(async () => {
  storage?.close()
  payer?.close()
  await chain?.stop()
})

const given = (document: unknown) => ({
  name: 'batch.json',
  base64: Buffer.from(JSON.stringify(document)).toString('base64'),
})
const wrong = (document: unknown) =>
  verifyText(JSON.stringify(document)).flatMap(({ what, result }) => (result === 'wrong' ? [what] : []))

const freeOf = async ({ end, wallet }: MarketSite) =>
  BigInt((await end.ledger.read({ contract: 'EscrowVault', method: 'freeOf', args: [wallet.address] })) as string)

/** Energies by the schedule of the first worked example. */
function deliver(
  { values }: MarketSite,
  { accumulateFrom, supplyFrom }: { accumulateFrom: number; supplyFrom: number },
) {
  for (let i = 0; i < 8; i++) {
    values.set(`absorbed/${accumulateFrom + i}`, 62_500)
    values.set(`injected/${supplyFrom + i}`, 57_500)
  }
}

test('from a concluded request to the reward in the vault: example 1, 1,520.35 POWEC', async () => {
  const times = await exampleTimes(chain)
  const agreement = await conclude(chain, storage, payer, times)
  first = { agreement, times }
  const before = await freeOf(storage)
  deliver(storage, times)
  await storage.passTo(times.day + 96 + 1)
  await storage.post()

  const [row] = storage.agreements.desk.list()
  expect(row).toMatchObject({ part: 'payee', state: 'open', isFinal: true, phase: 'over', line: { isFinal: true } })
  expect(row?.line).toMatchObject({ takenWh: 500_000, returnedWh: 460_000, reservedWhQ: '20000000' })
  expect(row?.money.reward).toEqual({ final: '0', unconfirmed: '0', expected: `${powec('1520.35')}` })
  expect(() => storage.agreements.desk.settle(ann, agreement, 'too early')).toThrow(/window/)

  await chain.anvil.pass(7 * 86_400 + 3_600)
  storage.clock.advance(7 * 86_400_000 + 3_600_000)
  await storage.agreements.turn()
  await storage.end.settle()
  await storage.agreements.turn()

  expect((await freeOf(storage)) - before).toBe(powec('1520.35'))
  const opened = storage.agreements.desk.open(agreement, times.accumulateFrom, times.supplyTo)
  expect(opened.state).toBe('closing')
  expect(opened.money.reward).toEqual({ final: `${powec('1520.35')}`, unconfirmed: '0', expected: '0' })
  expect(opened.quarters).toHaveLength(40)
  expect(opened.quarters[0]).toMatchObject({ takenWh: 62_500, deviationWh: 0, sources: [{ assetId: 'battery-1' }] })
  expect(storage.agreements.books.differences()).toEqual([])
  expect(storage.agreements.conditions()).toEqual([])
}, 170_000)

/** Lets a week and an hour pass in chain and station, so that a window is over. */
async function passWindow(site: MarketSite) {
  await chain.anvil.pass(7 * 86_400 + 3_600)
  site.clock.advance(7 * 86_400_000 + 3_600_000)
  await site.agreements.turn()
  await site.end.settle()
  await site.agreements.turn()
}

test('fault 75: corrected meter data after the payment become a correction that names what it corrects; what was overpaid is owed', async () => {
  const { agreement, times } = first
  await storage.passTo(Math.floor(storage.clock.now() / 900_000))
  for (let i = 0; i < 8; i++) {
    storage.values.set(`injected/${times.supplyFrom + i}`, 55_000)
    storage.revisions.set(times.supplyFrom + i, 1)
    storage.statements.revise(times.supplyFrom + i)
  }
  await storage.passTo(Math.floor(storage.clock.now() / 900_000) + 6)
  await storage.post()
  const [correction] = storage.corrections.list(9)
  const corrected = storage.kept.batches.holding(times.supplyFrom)
  expect(correction?.header).toMatchObject({
    correction: 1,
    corrects: corrected?.digest,
    fromQuarter: times.supplyFrom,
  })
  await storage.agreements.turn()
  await storage.end.settle()
  await passWindow(storage)
  const opened = storage.agreements.desk.open(agreement, times.supplyFrom, times.supplyTo)
  // example 7, but that what was not returned was held meanwhile: 0.175 more than there
  expect(opened.settlings[0]).toMatchObject({ paid: '0', penalty: `${powec('123.2')}`, owed: `${powec('183.025')}` })
  expect(opened.lines[0]).toMatchObject({ batch: 'correction 1', line: { returnedWh: 440_000, shortWh: 15_400 } })
  expect(opened.lines.some(({ line }) => line.returnedWh === 460_000)).toBe(true)
  const document = storage.documents.ofCorrection(1)
  const found = verifyText(JSON.stringify(document))
  expect(found.filter(({ result }) => result === 'wrong')).toEqual([])
  expect(found.find(({ what }) => what === 'change')?.detail).toBe(
    `agreement ${agreement}: was reward 1520.35, penalty 0 POWEC; is reward 1460.525, penalty 123.2 POWEC`,
  )
  const forged = structuredClone(document)
  if (forged?.agreements?.[0]?.line) forged.agreements[0].line.shortWh = 0
  expect(wrong(forged)).toEqual(['agreements', 'quantities'])
  const exported = storage.agreements.desk.exportPosted(agreement, document?.correction.digest ?? '')
  expect(JSON.parse(Buffer.from(exported.base64, 'base64').toString())).toEqual(document)
  payer.clock.advance(storage.clock.now() - payer.clock.now())
  await payer.end.settle()
  expect((await payer.agreements.desk.give(ann, exported)).words).toMatch(/It stands on the chain/)
  await expect(payer.agreements.desk.give(ann, given(forged))).rejects.toThrow(/agreements is wrong/)
  const evidence = payer.agreements.desk.exportEvidence(agreement)
  expect(wrong(JSON.parse(Buffer.from(evidence.base64, 'base64').toString()))).toEqual([])
  expect(storage.agreements.books.differences()).toEqual([])
}, 170_000)

test('a payer takes the batch, verifies it, accepts its line, and the storage is paid at once and closes', async () => {
  await storage.refresh(2)
  const times = await exampleTimes(chain)
  const agreement = await conclude(chain, storage, payer, times)
  const before = await freeOf(storage)
  deliver(storage, times)
  await storage.passTo(times.day + 96 + 1)
  await storage.post()
  payer.clock.advance(storage.clock.now() - payer.clock.now())
  await payer.end.settle()
  const [batch] = storage.batches.list(1)
  const document = storage.documents.of(batch?.header.sequence ?? 0)
  expect(wrong(document)).toEqual([])
  const forged = structuredClone(document)
  const line = forged?.agreements?.find(({ terms }) => terms.agreement === agreement)?.line
  if (line) line.returnedWh += 1
  expect(wrong(forged)).toEqual(['agreements', 'quantities'])
  await expect(payer.agreements.desk.give(ann, given(forged))).rejects.toThrow(/agreements is wrong/)

  await payer.agreements.desk.give(ann, given(document))
  const waiting = payer.agreements.desk.acceptances().find((one) => one.agreement === agreement)
  expect(waiting).toMatchObject({ direction: 'ours', state: 'waiting', toPay: `${powec('1520.35')}` })
  const proposed = await payer.agreements.desk.accept(ann, waiting?.id ?? '', 'it fits')
  expect(proposed.state).toBe('proposed')
  await expect(payer.agreements.desk.accept(ann, waiting?.id ?? '', 'again')).rejects.toThrow(/No line waits/)
  expect(() => payer.transfers.decide('Ann', '1', true, 'alone')).toThrow(/second person/)
  payer.transfers.decide('Bob', '1', true, 'our meters show the same')
  expect(payer.agreements.desk.acceptances().find((one) => one.agreement === agreement)?.state).toBe('signed')
  await payer.end.settle()
  await storage.end.settle()
  expect((await freeOf(storage)) - before).toBe(powec('1520.35'))
  await storage.agreements.turn()
  await storage.end.settle()
  await storage.agreements.turn()
  const row = storage.agreements.desk.list().find(({ terms }) => terms.agreement === agreement)
  expect(row?.state).toBe('closed')
  for (const site of [storage, payer])
    expect(storage.agreements.books.balances().get(freeAccount(site.wallet.address))).toBe(await freeOf(site))
  const sums = Map.groupBy(storage.agreements.books.entries(), ({ cause }) => cause)
  expect([...sums.values()].every((entries) => entries.reduce((sum, { units }) => sum + units, 0n) === 0n)).toBe(true)
}, 170_000)

test('a disputed line: bonds of both, and the undisputed part flows meanwhile', async () => {
  await storage.refresh(3)
  const times = await exampleTimes(chain)
  const agreement = await conclude(chain, storage, payer, times)
  deliver(storage, times)
  await storage.passTo(times.day + 96 + 1)
  await storage.post()
  payer.clock.advance(storage.clock.now() - payer.clock.now())
  await payer.end.settle()
  await payer.agreements.desk.give(ann, given(storage.documents.of(storage.batches.list(1)[0]?.header.sequence ?? 0)))
  const before = await freeOf(storage)
  payer.agreements.desk.dispute(ann, agreement, { returnedWh: 440_000 }, 'our own meter shows less')
  await payer.end.settle()
  await storage.end.settle()
  expect((await freeOf(storage)) - before).toBe(powec('1337.15'))
  const [seen] = storage.agreements.desk.disputes()
  expect(seen).toMatchObject({
    agreement,
    side: 'opponent',
    state: 'opened',
    can: ['respond'],
    claimed: { shortWh: 15_400 },
  })
  expect(storage.agreements.desk.list().find(({ terms }) => terms.agreement === agreement)?.state).toBe('disputed')
  storage.agreements.desk.respond(ann, seen?.dispute ?? '', 'our meter is calibrated')
  await storage.end.settle()
  storage.agreements.desk.addEvidence(ann, seen?.dispute ?? '', 'calibration')
  await storage.end.settle()
  const [answered] = storage.agreements.desk.disputes()
  expect(answered).toMatchObject({ state: 'evidence', deadline: { kind: 'evidence' } })
  expect(answered?.evidence).toHaveLength(2)
  expect(answered?.exports).toHaveLength(1)
}, 170_000)
