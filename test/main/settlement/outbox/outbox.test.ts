import { Wallet } from 'ethers'
import { expect, test } from 'vitest'
import { createOperatorKey } from '../../../../main/settlement/outbox/operator-key.ts'
import { digests, operatorKey, type PostingSite } from './posting-site.ts'
import { siteOfEachTest } from './site-of-each-test.ts'

const given = siteOfEachTest()
const { rounds, states } = given
const add = (count: number) => {
  for (let sequence = 1; sequence <= count; sequence++) given.site.outbox.add(given.site.intent(sequence))
}
/** Every state an intent was in, once each in a row. */
const lifeOf = (sequence: number) => given.site.store.events(`batch/${sequence}`).map(({ state }) => state)

test('three batches go out in order and become final by blocks', async () => {
  add(3)
  await rounds(10)
  expect(states()).toEqual(['final', 'final', 'final'])
  expect(await given.site.posted()).toEqual(digests(3))
  expect(lifeOf(1)).toEqual(['drafted', 'signed', 'sent', 'mined', 'confirmed', 'final'])
})

test('the same intent twice is kept once', async () => {
  add(1)
  add(1)
  await rounds(9)
  expect(await given.site.posted()).toEqual(digests(1))
})

test('fault 66: the nodes are silent for three days; everything waits in order, and goes out when they are back', async () => {
  given.site.nodes.forEach(({ mischief }) => (mischief.isDown = true))
  for (let hour = 0; hour < 72; hour++) {
    given.site.clock.advance(3_600_000)
    if (hour % 24 === 0) given.site.outbox.add(given.site.intent(hour / 24 + 1))
    await given.site.outbox.turn()
  }
  expect(states()).toEqual(['drafted', 'drafted', 'drafted'])
  given.site.nodes.forEach(({ mischief }) => (mischief.isDown = false))
  await given.site.mine()
  await rounds(10)
  expect(await given.site.posted()).toEqual(digests(3))
  expect(states()).toEqual(['final', 'final', 'final'])
})

test('fault 67: an answer that is lost leaves it unknown, and the same bytes go out again', async () => {
  add(1)
  for (const node of given.site.nodes) node.mischief.losesReplies = 0
  const sending = given.site.nodes[0].mischief
  // the answer to the sending alone is lost: everything before it has been asked by then
  const turn = given.site.outbox.turn()
  const watch = setInterval(() => {
    if (lifeOf(1).includes('signed')) sending.losesReplies = 2
  }, 1)
  await turn
  clearInterval(watch)
  sending.losesReplies = 0
  await rounds(10)
  expect(await given.site.posted()).toEqual(digests(1))
  expect(given.site.store.get('batch/1')?.attempts).toHaveLength(1)
  expect(states()).toEqual(['final'])
})

test('fault 68: a block that is taken back makes it unconfirmed again, and the same bytes go out again', async () => {
  add(2)
  await rounds(3)
  expect(states().every((state) => state === 'mined' || state === 'confirmed')).toBe(true)
  const hashes = given.site.store.list(9).map(({ attempts }) => attempts.map(({ hash }) => hash))
  await given.anvil.ask('anvil_reorg', 3, [])
  await rounds(12)
  expect(lifeOf(1)).toContain('reorged')
  expect(states()).toEqual(['final', 'final'])
  expect(await given.site.posted()).toEqual(digests(2))
  expect(given.site.store.list(9).map(({ attempts }) => attempts.map(({ hash }) => hash))).toEqual(hashes)
})

test('fault 69: a fee that is too low is raised on the same nonce; one of the hashes is mined', async () => {
  add(1)
  await given.site.outbox.turn()
  await given.anvil.ask('anvil_setNextBlockBaseFeePerGas', `0x${(50_000_000_000).toString(16)}`)
  await given.site.mine()
  expect(states()).toEqual(['sent'])
  given.site.clock.advance(120_000)
  await rounds(12)
  const attempts = given.site.store.get('batch/1')?.attempts ?? []
  expect(attempts.length).toBeGreaterThan(1)
  expect(new Set(attempts.map(({ nonce }) => nonce)).size).toBe(1)
  const [first = 0n, second = 0n] = attempts.map(({ maxFee }) => BigInt(maxFee))
  expect(second * 10n >= first * 11n).toBe(true)
  expect(await given.site.posted()).toEqual(digests(1))
  expect(states()).toEqual(['final'])
})

test('a fee above the cap is not paid: it waits', async () => {
  await given.anvil.ask('anvil_setNextBlockBaseFeePerGas', `0x${(900_000_000_000).toString(16)}`)
  await given.site.mine()
  add(1)
  await given.site.outbox.turn()
  expect(states()).toEqual(['drafted'])
})

test('fault 70: a nonce that somebody else used stops the lane with an alarm; nothing is skipped', async () => {
  add(1)
  await rounds(9)
  const other = new Wallet(operatorKey)
  const raw = await other.signTransaction({
    type: 2,
    chainId: 31_337,
    nonce: 1,
    to: other.address,
    gasLimit: 21_000n,
    maxFeePerGas: 100_000_000_000n,
    maxPriorityFeePerGas: 1_000_000_000n,
  })
  await given.anvil.ask('eth_sendRawTransaction', raw)
  await given.site.mine()
  given.site.outbox.add(given.site.intent(2))
  await rounds(4)
  expect(states()).toEqual(['final', 'drafted'])
  expect(given.site.outbox.conditions().map(({ code: of }) => of)).toContain('settlement.laneStopped')
})

test.each([
  ['another chain', (node: PostingSite['nodes'][0]) => void (node.mischief.chainId = 1)],
  ['a node that lags far behind', (node: PostingSite['nodes'][0]) => void (node.mischief.behind = 8)],
])('fault 71: %s is not believed: nothing is signed or sent', async (_, spoil) => {
  await given.site.mine(12)
  spoil(given.site.nodes[1])
  add(1)
  await rounds(3)
  expect(states()).toEqual(['drafted'])
  expect(given.site.outbox.conditions().map(({ code: of }) => of)).toEqual(['settlement.chainUncertain'])
})

test('with one node of two silent it is sent, and not final before both agree', async () => {
  given.site.nodes[1].mischief.isDown = true
  add(1)
  await rounds(12)
  expect(states()).toEqual(['confirmed'])
  given.site.nodes[1].mischief.isDown = false
  await rounds(2)
  expect(states()).toEqual(['final'])
})

test('fault 72: what another station brought is adopted; something else in its place stops', async () => {
  const foreign = new Wallet(`0x${'7'.repeat(64)}`)
  await given.anvil.ask('anvil_setBalance', foreign.address, `0x${(10n ** 20n).toString(16)}`)
  const post = async (nonce: number, sequence: number, data: string) => {
    const fees = { maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n }
    const tx = { type: 2, chainId: 31_337, nonce, to: given.site.contract, data, gasLimit: 200_000n, ...fees }
    await given.anvil.ask('eth_sendRawTransaction', await foreign.signTransaction(tx))
    await given.site.mine()
    expect(await given.site.posted()).toHaveLength(sequence)
  }
  await post(0, 1, given.site.intent(1).data)
  add(2)
  await rounds(9)
  expect(states()).toEqual(['adopted', 'final'])
  expect(await given.site.posted()).toEqual(digests(2))
  const other = given.site.intent(3).data.slice(0, -2) + '00'
  await post(1, 3, other)
  given.site.outbox.add(given.site.intent(3))
  await rounds(3)
  expect(given.site.store.get('batch/3')).toMatchObject({
    state: 'reverted',
    detail: expect.stringContaining('another station'),
  })
})

test('a restored backup adopts what the chain has and goes on behind it', async () => {
  add(2)
  await rounds(10)
  given.site.db.run('DROP TRIGGER transaction_event_is_never_deleted')
  for (const table of ['transaction_event', 'transaction_raw', 'nonce_lane', 'intent'])
    given.site.db.run(`DELETE FROM ${table}`)
  given.site.store.setLane(new Wallet(operatorKey).address, 0)
  add(3)
  await rounds(10)
  expect(states()).toEqual(['adopted', 'adopted', 'final'])
  expect(await given.site.posted()).toEqual(digests(3))
})

test('a refusal of the contract waits for a person, and nothing overtakes it', async () => {
  given.site.outbox.add(given.site.intent(5))
  given.site.outbox.add(given.site.intent(1))
  await rounds(3)
  expect(states()).toEqual(['reverted', 'drafted'])
  expect(given.site.store.get('batch/5')?.detail).toContain('sequence gap')
  given.site.outbox.decide('batch/5', 'giveUp')
  await rounds(9)
  expect(states()).toEqual(['superseded', 'final'])
})

test('the operator key signs for its own chain and contracts alone, and a published one on practice chains alone', () => {
  const [chainId, contract] = [31_337, `0x${'1'.repeat(40)}`]
  const key = createOperatorKey({ privateKey: operatorKey, chainId, allowed: () => [contract] })
  const tx = { chainId, nonce: 0, to: contract, data: '0x', gasLimit: 1n, maxFeePerGas: 1n, maxPriorityFeePerGas: 1n }
  expect(key.sign(tx).hash).toMatch(/^0x/)
  expect(() => key.sign({ ...tx, chainId: 1 })).toThrow('chain 1')
  expect(() => key.sign({ ...tx, to: `0x${'2'.repeat(40)}` })).toThrow('no contract of the manifest')
  expect(() => createOperatorKey({ privateKey: operatorKey, chainId: 1, allowed: () => [] })).toThrow('Everybody knows')
})
