import { id, parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { EvidenceDocument } from '../../../../domain/settlement/evidence.ts'
import { freeAccount } from '../../../../main/settlement/agreements/entries/entries.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { type DeployedChain, deployedChain } from '../deployed-chain.ts'
import { conclude, exampleTimes, fund, type MarketSite, marketSite } from './market-site.ts'

const ann: Person = { name: 'Ann', role: 'operator' } as Person
const powec = (text: string) => `${parseEther(text)}`
const dayMs = 86_400_000

let chain: DeployedChain
let storage: MarketSite
let payer: MarketSite
let arbiter: MarketSite
let second: MarketSite
let report = 2
beforeAll(async () => {
  chain = await deployedChain()
  storage = await marketSite(chain, await chain.member(1))
  payer = await marketSite(chain, await chain.member(1))
  arbiter = await marketSite(chain, await chain.member(1))
  second = await marketSite(chain, await chain.member(1, 'secondArbiter'))
  await fund(chain, storage.wallet, 20_000)
  await fund(chain, payer.wallet, 40_000)
}, 170_000)
afterAll(async () => {
  for (const site of [storage, payer, arbiter, second]) site?.close()
  await chain?.stop()
})

/** All stations with what is on the chain; their clocks are the chain's. */
async function settle(): Promise<void> {
  for (const site of [payer, arbiter, second, storage]) {
    await site.end.settle()
    site.clock.advance(Math.max(0, storage.clock.now() - site.clock.now()))
  }
  for (const site of [payer, arbiter, second, storage]) await site.end.settle()
}

/** Lets days pass in chain and stations. */
async function pass(days: number): Promise<void> {
  const seconds = Math.round((days * dayMs) / 1_000)
  await chain.anvil.pass(seconds)
  storage.clock.advance(seconds * 1_000)
  await settle()
}

/** An agreement of the first worked example is delivered and posted, and the payer disputes 20 kWh of what was returned. */
async function disputed(): Promise<string> {
  await storage.refresh(report++)
  const times = await exampleTimes(chain)
  const agreement = await conclude(chain, storage, payer, times, arbiter.wallet.address)
  for (let i = 0; i < 8; i++) {
    storage.values.set(`absorbed/${times.accumulateFrom + i}`, 62_500)
    storage.values.set(`injected/${times.supplyFrom + i}`, 57_500)
  }
  await storage.passTo(times.day + 96 + 1)
  await storage.post()
  await settle()
  const digest = storage.batches.list(1)[0]?.digest ?? ''
  await payer.agreements.desk.give(ann, storage.agreements.desk.exportPosted(agreement, digest))
  payer.agreements.desk.dispute(ann, agreement, { returnedWh: 440_000 }, 'our own meter shows less')
  await settle()
  return agreement
}

const seenBy = (site: MarketSite, agreement: string): Dispute => {
  const found = site.agreements.desk.disputes().find((one) => one.agreement === agreement)
  if (!found) throw new Error('no dispute is seen')
  return found
}
const canOf = (agreement: string) =>
  [storage, payer, arbiter, second].map((site) =>
    site?.agreements.desk
      .disputes()
      .find((one) => one.agreement === agreement)
      ?.can.join(),
  )
const freeOf = async (address: string) =>
  BigInt((await storage.end.ledger.read({ contract: 'EscrowVault', method: 'freeOf', args: [address] })) as string)
const fundAddress = () => chain.anvil.wallet(id('test fund')).address

/** Every balance of the books is the vault's, every purse of a dispute is empty, and every cause adds up to zero. */
async function expectBooksRight(): Promise<void> {
  const { books } = storage.agreements
  await storage.agreements.turn()
  expect(books.differences()).toEqual([])
  const balances = books.balances()
  for (const address of [storage, payer, arbiter, second].map((site) => site.wallet.address).concat(fundAddress()))
    expect(balances.get(freeAccount(address)) ?? 0n).toBe(await freeOf(address))
  const desk = storage.end.ledger.addressOf('DisputeDesk')?.toLowerCase() ?? ''
  const purses = [...balances].filter(([account]) => account.startsWith(`purse:${desk}`))
  expect(purses.length).toBeGreaterThan(0)
  expect(purses.filter(([, units]) => units !== 0n)).toEqual([])
}

test('a dispute through every step: opened, answered, evidence, ruling, appeal, second ruling, executed; books, lines and deadlines follow', async () => {
  const agreement = await disputed()
  const { dispute, deadline, outcome, ...opened } = seenBy(payer, agreement)
  expect(opened).toMatchObject({ side: 'challenger', state: 'opened', isChallengerPayer: true, bond: powec('100') })
  expect(deadline).toMatchObject({ kind: 'response', at: opened.openedAt + 3 * dayMs })
  expect(outcome).toMatchObject({ by: 'noAnswer', toPayee: powec('1337.15'), line: { returnedWh: 440_000 } })
  expect(outcome.bonds).toEqual({ challenger: powec('100'), opponent: '0', arbiter: '0', fund: '0' })
  expect(canOf(agreement)).toEqual(['respond', '', '', undefined])
  expect(() => payer.agreements.desk.respond(ann, dispute, 'not our turn')).toThrow(/can’t be answered/)
  expect(() => storage.agreements.desk.execute(ann, dispute, 'too early')).toThrow(/can’t be ended/)

  storage.agreements.desk.respond(ann, dispute, 'our meter is calibrated')
  await settle()
  expect(canOf(agreement)).toEqual(['addEvidence', 'addEvidence', '', undefined])
  for (const site of [storage, payer]) site.agreements.desk.addEvidence(ann, dispute, 'what our meters say')
  await settle()
  const answered = seenBy(arbiter, agreement)
  expect(answered).toMatchObject({ side: 'arbiter', state: 'evidence', deadline: { kind: 'evidence' } })
  expect(answered.evidence).toHaveLength(3)
  expect(answered.outcome).toMatchObject({ by: 'noRuling', line: { returnedWh: 440_000, shortWh: 0 } })
  expect(() => arbiter.agreements.desk.rule(ann, dispute, { ruled: {}, challengerWinsPpk: 0 }, 'early')).toThrow(/now/)

  await pass(7.1)
  expect(canOf(agreement)).toEqual(['', '', 'rule', undefined])
  const ruling = { ruled: { returnedWh: 455_000 }, challengerWinsPpk: 250 }
  expect(() =>
    arbiter.agreements.desk.rule(ann, dispute, { ruled: { returnedWh: 470_000 }, challengerWinsPpk: 0 }, 'too much'),
  ).toThrow(/returnedWh lies outside/)
  arbiter.agreements.desk.rule(ann, dispute, ruling, 'the meter reads 1 % high')
  await settle()
  const ruled = seenBy(storage, agreement)
  expect(ruled).toMatchObject({ state: 'ruled', deadline: { kind: 'appeal' }, outcome: { by: 'ruling' } })
  expect(ruled.outcome.line).toMatchObject({ returnedWh: 455_000, shortWh: 400 })
  // a quarter of the bond is lost by who was a quarter wrong: half of it to the other side, half to the arbiter
  expect(ruled.outcome.bonds).toEqual({
    challenger: powec('37.5'),
    opponent: powec('112.5'),
    arbiter: powec('50'),
    fund: '0',
  })
  expect(canOf(agreement)).toEqual(['appeal', 'appeal', '', undefined])

  payer.agreements.desk.appeal(ann, dispute, 'it reads 4 % high')
  await settle()
  expect(canOf(agreement)).toEqual(['', '', '', 'rule'])
  expect(seenBy(payer, agreement)).toMatchObject({ state: 'appealed', appealedBy: 'challenger' })
  second.agreements.desk.rule(ann, dispute, { ruled: { returnedWh: 450_000 }, challengerWinsPpk: 500 }, 'half of it')
  await settle()
  const final = seenBy(payer, agreement)
  expect(final).toMatchObject({ state: 'ruled', deadline: null, can: ['execute'] })
  expect(final.rulings.map(({ challengerWinsPpk }) => challengerWinsPpk)).toEqual([250, 500])

  const parties = [payer, storage, second].map((site) => site.wallet.address)
  const before = await Promise.all(parties.map(freeOf))
  payer.agreements.desk.execute(ann, dispute, 'nothing is left to wait for')
  await settle()
  const gained = (await Promise.all(parties.map(freeOf))).map((free, i) => free - (before[i] ?? 0n))
  const { bonds, toPayee } = seenBy(payer, agreement).outcome
  // the bond of the appeal went back when the second ruling came
  expect(gained[0]).toBe(BigInt(bonds.challenger) - 2n * parseEther('100'))
  const undisputed = parseEther('1337.15')
  expect(gained[1]).toBe(BigInt(bonds.opponent) + BigInt(toPayee) - undisputed)
  expect(gained[2]).toBe(BigInt(bonds.arbiter))

  for (const site of [storage, payer]) {
    const row = site.agreements.desk.list().find(({ terms }) => terms.agreement === agreement)
    expect(row).toMatchObject({ state: 'closing', nextDeadline: { kind: 'closing' } })
    // 450 kWh returned: 5.4 kWh are short at 8 POWEC each
    expect(row?.money.penalty).toEqual({ final: powec('43.2'), unconfirmed: '0', expected: '0' })
    expect(BigInt(row?.money.reward.final ?? 0) - parseEther('43.2')).toBe(BigInt(toPayee))
    expect(row?.money.reward.expected).toBe('0')
  }
  const kept = storage.agreements.desk.open(agreement, 0, 0)
  expect(kept.lines[0]).toMatchObject({ line: { returnedWh: 460_000 }, ruled: { returnedWh: 450_000, shortWh: 5_400 } })
  expect(seenBy(storage, agreement)).toMatchObject({ state: 'executed', deadline: null, can: [] })
  expect(storage.agreements.desk.acceptances().find((one) => one.agreement === agreement)?.state).toBe('settled')
  await expectBooksRight()
  const words = storage.agreements.books.entries().map((entry) => entry.words)
  expect(words).toContain(`DisputeExecuted of dispute ${dispute}`)
  expect(words).toContain(`Ruled of dispute ${dispute}`)
}, 170_000)

/** The guardian stops settlement for some days, and the owner lets it go on. */
async function pause(days: number): Promise<void> {
  const guardian = await chain.anvil.as(chain.anvil.wallet(id('test guardian')).address)
  const call = async (signer: typeof guardian, method: 'pause' | 'unpause') =>
    ((await chain.contract('DeliverySettlement', signer).getFunction(method)()) as { wait(): Promise<unknown> }).wait()
  await call(guardian, 'pause')
  await pass(days)
  await call(chain.anvil.rich, 'unpause')
  await settle()
}

test('nobody answers: the claim holds, and the storage’s station ends it by itself when the time is over', async () => {
  const agreement = await disputed()
  await storage.agreements.turn()
  expect(seenBy(storage, agreement).state).toBe('opened')
  // the clock of disputes stands with settlement: two days of three are left, and then two more
  await pass(1)
  await pause(2)
  const { openedAt, deadline, can } = seenBy(storage, agreement)
  expect(can).toEqual(['respond'])
  expect(Math.abs((deadline?.at ?? 0) - openedAt - 5 * dayMs)).toBeLessThan(60_000)
  await pass(1)
  expect(seenBy(storage, agreement).can).toEqual(['respond'])
  await pass(1.1)
  expect(seenBy(storage, agreement)).toMatchObject({
    can: ['execute'],
    deadline: { kind: 'response', warning: 'over' },
  })
  await storage.agreements.turn()
  await settle()
  const ended = seenBy(payer, agreement)
  expect(ended).toMatchObject({ state: 'executed', outcome: { by: 'noAnswer', toPayee: powec('1337.15') } })
  const row = storage.agreements.desk.list().find(({ terms }) => terms.agreement === agreement)
  expect(row?.money.penalty.final).toBe(powec('123.2'))
  await expectBooksRight()
}, 170_000)

test('nobody rules: the lower of each quantity stands, and both bonds come back', async () => {
  const agreement = await disputed()
  const { dispute } = seenBy(storage, agreement)
  storage.agreements.desk.respond(ann, dispute, 'our meter is calibrated')
  await settle()
  await pass(7.1)
  expect(canOf(agreement)).toEqual(['', '', 'rule', undefined])
  await pass(14.1)
  expect(canOf(agreement)).toEqual(['execute', 'execute', 'execute', undefined])
  const before = await freeOf(payer.wallet.address)
  arbiter.agreements.desk.execute(ann, dispute, 'the time is over')
  await settle()
  expect((await freeOf(payer.wallet.address)) - before).toBe(parseEther('100'))
  const ended = seenBy(payer, agreement)
  expect(ended).toMatchObject({
    state: 'executed',
    outcome: { by: 'noRuling', line: { returnedWh: 440_000, shortWh: 0 } },
  })
  expect(ended.outcome.bonds).toEqual({ challenger: powec('100'), opponent: powec('100'), arbiter: '0', fund: '0' })
  await expectBooksRight()
}, 170_000)

test('evidence of a dispute verifies alone; a file that was changed is refused, naming the field', async () => {
  const { agreement, exports } = payer.agreements.desk.disputes()[0] ?? {}
  const file = storage.agreements.desk.exportEvidence(agreement ?? '')
  const text = Buffer.from(file.base64, 'base64').toString()
  const found = verifyText(text)
  expect(found.filter(({ result }) => result === 'wrong')).toEqual([])
  expect(found.map(({ what }) => what)).toEqual(expect.arrayContaining(['hash', 'posted: signer', 'own: signatures']))
  expect(exports?.length).toBeGreaterThan(0)
  const wrong = (change: (evidence: EvidenceDocument) => unknown) => {
    const copy = JSON.parse(text) as EvidenceDocument
    change(copy)
    return verifyText(JSON.stringify(copy))
      .flatMap(({ result, what, detail }) => (result === 'wrong' ? [`${what}: ${detail}`] : []))
      .join('\n')
  }
  expect(wrong(({ terms }) => (terms.shortPrice = '1'))).toContain('terms.shortPrice is 1')
  expect(wrong(({ lines: [first] }) => first && (first.line.returnedWh -= 1))).toContain('lines[0].line.returnedWh')
  expect(wrong(({ batch }) => batch?.kind === 'powerchain/batch' && (batch.batch.header.absorbedWh += 1))).toContain(
    'posted: header',
  )
  expect(wrong(({ own }) => Object.assign(own.statements[3]?.lines[0] ?? {}, { quantity: 7 }))).toContain(
    'own: lines: statements[3]',
  )
  expect(wrong((evidence) => (evidence.schedule = [[1, 1]]))).toContain('schedule is not the one of the terms')
})
