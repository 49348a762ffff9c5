import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContractName, LedgerEvent } from '../../../domain/settlement/ledger.ts'
import { createFold, fold } from '../../../main/market/fold/fold.ts'
import { createFakeLedger } from '../settlement/fake-ledger.ts'
import { seedMarket } from '../../renderer/dev/market/seed.ts'

/** What the demonstration's market told, and pieces of it in any order: also events about what was never there. */
const told = (() => {
  const ledger = createFakeLedger({ now: () => 1_700_000_000_000 })
  seedMarket({ ledger, now: 1_700_000_000_000 })
  return ledger.events()
})()
const more: readonly [ContractName, string, LedgerEvent['args']][] = [
  ['StorageMarket', 'OfferClosed', { offer: '3' }],
  ['StorageMarket', 'BondMissing', { request: '1', part: '0', offer: '2' }],
  ['StorageMarket', 'RequestReturned', { request: '2', returned: '0' }],
  ['NodeRegistry', 'NodeSuspended', { node: '2' }],
  ['NodeRegistry', 'PresenceAnswered', { node: '2', to: '0x', units: '0' }],
  ['NodeRegistry', 'KeyRevoked', { site: '1', epoch: '1', sinceQuarter: '5' }],
  ['EscrowVault', 'Held', { module: '0x', purse: '0x', from: '0x', units: '7' }],
  ['PowecGovernor', 'ProposalExecuted', { proposalId: '7002' }],
  ['PowecToken', 'Nonsense', {}],
]
const events: readonly LedgerEvent[] = [
  ...told,
  ...more.map(([contract, name, args], i) => {
    return { contract, name, args, block: 900 + i, blockAt: 0, logIndex: 0, transaction: `0x${i}`, isFinal: true }
  }),
]

test('the fold of any beginning and of the rest is the fold of all', () => {
  const any = fc.array(fc.constantFrom(...events), { maxLength: 120 })
  fc.assert(
    fc.property(any, fc.nat(), (all, at) => {
      const cut = all.length === 0 ? 0 : at % (all.length + 1)
      const kept = JSON.parse(JSON.stringify(fold(all.slice(0, cut)))) as ReturnType<typeof fold>
      expect(fold(all.slice(cut), kept)).toEqual(fold(all))
    }),
    { numRuns: 200 },
  )
})

test('it goes on from what it saw, and begins anew where a block was reorganised away', () => {
  let seen: readonly LedgerEvent[] = told.slice(0, 20)
  const state = createFold(() => seen)
  expect(state()).toEqual(fold(seen))
  seen = told
  expect(state()).toEqual(fold(told))
  seen = told.slice(0, 12)
  expect(state()).toEqual(fold(seen))
})
