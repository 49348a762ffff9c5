import { parseEther } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DeployedChain, deployedChain } from './deployed-chain.ts'

let chain: DeployedChain
beforeAll(async () => {
  chain = await deployedChain()
}, 60_000)
afterAll(() => chain?.stop())

const nobody = `0x${'0'.repeat(40)}`

test('acts go out in order and become final, and their events are read', async () => {
  const wallet = await chain.rich()
  const { ledger, outbox, settle } = chain.site(wallet)
  const registry = ledger.addressOf('NodeRegistry') ?? ''
  const who = { author: 'Ann', reason: 'the site joins' }
  const fee = String(parseEther('50000'))
  ledger.submit({ key: 'fee', words: 'Fee', contract: 'PowecToken', method: 'approve', args: [registry, fee], ...who })
  const id = ledger.submit({
    key: 'join',
    words: 'Join as storage and consumer-miner',
    contract: 'NodeRegistry',
    method: 'join',
    args: [nobody, '3'],
    ...who,
  })
  const told: number[] = []
  ledger.onEvents(() => told.push(ledger.events().length))
  await settle()
  expect(outbox.list(9).map(({ intent, state }) => [intent.kind, state])).toEqual([
    ['join', 'final'],
    ['approve', 'final'],
  ])
  const joined = ledger.events().find(({ name, args }) => name === 'MemberJoined' && args['member'] === wallet.address)
  expect(joined).toMatchObject({ contract: 'NodeRegistry', isFinal: true, args: { roles: '3', fee, referral: '0' } })
  expect(told.length).toBeGreaterThan(0)
  expect(await ledger.read({ contract: 'NodeRegistry', method: 'memberOf', args: [wallet.address] })).toMatchObject({
    roles: '3',
    hasVerifiedNode: false,
  })
  expect(
    ledger.submit({
      key: 'join',
      words: 'Again',
      contract: 'NodeRegistry',
      method: 'join',
      args: [nobody, '3'],
      ...who,
    }),
  ).toBe(id)
  expect(outbox.list(9)).toHaveLength(2)
})

test('what a contract refuses is told by name, and holds up no other act', async () => {
  const wallet = await chain.member(1)
  const { ledger, outbox, settle } = chain.site(wallet)
  const act = { contract: 'NodeRegistry', author: 'Ann', reason: 'a try' } as const
  ledger.submit({ ...act, key: '1', words: 'Join twice', method: 'join', args: [nobody, '1'] })
  ledger.submit({ ...act, key: '2', words: 'Other roles', method: 'changeRoles', args: ['5'] })
  await settle()
  const [roles, join] = outbox.list(9)
  expect(roles?.state).toBe('final')
  expect(join).toMatchObject({ state: 'reverted' })
  expect(join?.detail).toContain(`RegistryAlreadyMember(${wallet.address})`)
  const unknown = `0x${'1'.repeat(64)}`
  await expect(
    ledger.read({ contract: 'DeliverySettlement', method: 'requireStanding', args: ['1', '1', unknown] }),
  ).rejects.toMatchObject({
    code: 'Chain.Refused',
    message: expect.stringContaining(`SettlementUnknownBatch(${unknown})`),
  })
})

test('a call that the ABI does not know is refused before it is kept', async () => {
  const { ledger, outbox } = chain.site(await chain.rich())
  const act = { contract: 'NodeRegistry', key: 'x', words: '', author: 'Ann', reason: 'a try' } as const
  expect(() => ledger.submit({ ...act, method: 'joinn', args: [] })).toThrow(/Config.Invalid|no function/)
  expect(() => ledger.submit({ ...act, method: 'changeRoles', args: ['-1'] })).toThrow(/changeRoles/)
  expect(outbox.list(9)).toEqual([])
})

test('a reorganised block takes its events with it, and they come back with the block that follows', async () => {
  const wallet = await chain.member(1)
  const { ledger, turn, settle } = chain.site(wallet)
  await settle()
  ledger.submit({
    key: 'roles',
    words: 'Other roles',
    contract: 'NodeRegistry',
    method: 'changeRoles',
    args: ['9'],
    author: 'Ann',
    reason: 'a try',
  })
  await turn()
  await turn()
  const changed = () => ledger.events().filter(({ name, args }) => name === 'RolesChanged' && args['roles'] === '9')
  expect(changed()).toMatchObject([{ isFinal: false }])
  await chain.anvil.provider.send('anvil_reorg', [1, []])
  await turn()
  const isGone = changed().length === 0
  await settle()
  expect({ isGone, after: changed().length }).toEqual({ isGone: true, after: 1 })
  expect(changed()[0]?.isFinal).toBe(true)
})

test('a call waits until its events are read; one that is refused, and one that is given up, waits no longer', async () => {
  const wallet = await chain.member(1)
  const { ledger, turn, settle } = chain.site(wallet)
  await settle()
  const act = { contract: 'NodeRegistry', author: 'Ann', reason: 'a try' } as const
  ledger.submit({ ...act, key: 'roles', words: 'Other roles', method: 'changeRoles', args: ['9'] })
  expect(ledger.waiting()).toMatchObject([
    { contract: 'NodeRegistry', method: 'changeRoles', args: ['9'], isMined: false },
  ])
  for (let turns = 0; ledger.waiting().length > 0 && turns < 5; turns++) await turn()
  expect(ledger.waiting()).toEqual([])
  expect(ledger.events().at(-1)).toMatchObject({ name: 'RolesChanged', args: { roles: '9' } })
  ledger.submit({ ...act, key: 'join', words: 'Join twice', method: 'join', args: [nobody, '1'] })
  expect(ledger.waiting()).toHaveLength(1)
  await settle()
  expect(ledger.waiting()).toEqual([])
})
