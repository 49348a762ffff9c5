import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RequestDraft } from '../../../../domain/market/acts.ts'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { afterWaiting } from '../../../../main/market/acts/waiting.ts'
import { emptyMarket } from '../../../../main/market/fold/state.ts'
import { at, desk, other, own, powec, waiting } from './desk.ts'

const ann = { name: 'Ann', role: 'operator' } as const
const from = quarterOf(at) + 12

/** Asks for 100 kWh for 4 h at 2 POWEC per kWh given back: an escrow of 200 POWEC. */
const draft: RequestDraft = {
  kind: 'storage',
  meteredSite: 0,
  volumeWh: 100_000,
  partWh: 100_000,
  zones: [{ zone: 1, surcharge: '0' }],
  kinds: ['liIon'],
  sources: ['sun'],
  accumulateFrom: from,
  accumulateTo: from + 8,
  supplyFrom: from + 8,
  supplyTo: from + 16,
  permittedLossPpm: 80_000,
  limits: { capacity: '0', hold: '0', giveBack: powec('2') },
  shortPrice: '0',
  deviationPrice: '0',
  bondPpm: 200_000,
  brokerFeePpm: 0,
  bidUntil: at + 3_600_000,
  allOrNone: true,
  mayConvert: false,
  arbiter: other,
}
const asking = { act: 'request', terms: draft } as const

/** What a desk's outbox holds of acts that were given, all of it waiting. */
function keepWaiting(ledger: ReturnType<typeof desk>['ledger']) {
  ledger.onAct(({ key, contract, method, args }) =>
    ledger.waits.push({ id: key, contract, method, args, isMined: false }),
  )
}

test('a second request is checked against what the first one leaves, and waits for none of its tokens', async () => {
  const { ledger, market } = desk('300')
  keepWaiting(ledger)
  await market.act(ann, { id: '1', act: asking, reason: 'a test' })
  expect(ledger.acts.map(({ method }) => method)).toEqual(['approve', 'deposit', 'allow', 'request'])
  expect(market.now()).toMatchObject({ freeUnits: '0', reservedUnits: powec('200'), allowedUnits: '0' })
  const { obstacles } = await market.check(asking)
  expect(obstacles).toEqual(['200 POWEC are missing in the vault; the wallet holds 100.'])
  await expect(market.act(ann, { id: '2', act: asking, reason: 'a test' })).rejects.toMatchObject({
    code: 'Market.Refused',
  })
})

test('of two requests given at the same time only one gets the tokens', async () => {
  const { ledger, market } = desk('300')
  keepWaiting(ledger)
  const given = await Promise.allSettled(['1', '2'].map((id) => market.act(ann, { id, act: asking, reason: 'a test' })))
  expect(given.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(ledger.acts.filter(({ method }) => method === 'request')).toHaveLength(1)
})

test('an act whose steps were refused gives its tokens free again', async () => {
  const { ledger, market } = desk('300')
  keepWaiting(ledger)
  await market.act(ann, { id: '1', act: asking, reason: 'a test' })
  ledger.waits.length = 0 // the outbox names what was refused no longer
  expect(market.now().reservedUnits).toBe('0')
  expect((await market.check(asking)).obstacles).toEqual([])
})

test('what is in a block already left the wallet, and the vault only when its events were read', async () => {
  const { ledger, market } = desk('100')
  ledger.waits.push({ ...waiting('EscrowVault', 'deposit', powec('150')), isMined: true })
  const { obstacles, steps } = await market.check({ act: 'fund', units: powec('200') })
  expect({ obstacles, steps }).toMatchObject({
    obstacles: [],
    steps: [expect.any(String), 'Bring 50 POWEC into the vault', expect.any(String)],
  })
})

test('the same act given twice is kept once, though its tokens are reserved', async () => {
  const { ledger, market } = desk('300')
  keepWaiting(ledger)
  const order = { id: '1', act: asking, reason: 'a test' }
  expect(await market.act(ann, order)).toEqual(await market.act(ann, order))
  expect(ledger.acts).toHaveLength(4)
})

const standing = (wallet: string) => ({
  state: emptyMarket(),
  account: own,
  now: at,
  addressOf: (contract: string) => (contract === 'EscrowVault' ? other : `0x${'0'.repeat(40)}`),
  wallet: { powec: wallet, approved: {} },
})

test('in any order of calls no token is counted twice: wallet and vault never hold more than before', () => {
  const call = fc.oneof(
    fc.bigInt(0n, 100n).map((units) => waiting('PowecToken', 'approve', other, String(units))),
    fc.bigInt(0n, 100n).map((units) => waiting('EscrowVault', 'deposit', String(units))),
    fc.bigInt(0n, 100n).map((units) => waiting('EscrowVault', 'withdraw', String(units), own)),
    fc.bigInt(0n, 100n).map((units) => waiting('PowecVotes', 'depositFor', own, String(units))),
  )
  fc.assert(
    fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
      const before = standing('1000000')
      const { wallet, state } = afterWaiting(before, calls)
      const inVault = BigInt(state.free[own] ?? '0')
      const wrapped = BigInt(state.wrapped.balances[own] ?? '0')
      expect(BigInt(wallet?.powec ?? '0') + inVault + wrapped).toBeLessThanOrEqual(1_000_000n)
      expect(before.state).toEqual(emptyMarket())
    }),
  )
})

test('an offer that waits binds the capacity that it offers, a dispute the bond that it was allowed', () => {
  const before = standing('0')
  before.state.nodes['1'] = { offeredWh: 10, committedWh: 5 } as (typeof before.state.nodes)[string]
  before.state.free[own] = '500'
  const { state, reservedUnits } = afterWaiting(before, [
    waiting('StorageMarket', 'offer', '1', '90', '0', '1', '1', '0', {}),
    waiting('EscrowVault', 'allow', `0x${'0'.repeat(40)}`, '300', '4000000000'),
    waiting('DisputeDesk', 'open'),
  ])
  expect(state.nodes['1']).toMatchObject({ offeredWh: 100, committedWh: 5 })
  expect({ free: state.free[own], reservedUnits }).toEqual({ free: '200', reservedUnits: 300n })
  expect(before.state.nodes['1']?.offeredWh).toBe(10)
})
