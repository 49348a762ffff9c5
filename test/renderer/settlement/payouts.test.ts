import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChainEvent } from '../../../domain/rpc/settlement/ledger.ts'
import { foldPayouts } from '../../../renderer/views/settlement/payouts/fold-payouts.ts'
import { foldSplits } from '../../../renderer/views/settlement/payouts/fold-splits.ts'

const event = (name: string, block: number, args: ChainEvent['args']): ChainEvent => ({
  contract: name === 'BillPaid' || name === 'FormulaAgreed' ? 'RetailBilling' : 'PayoutLists',
  name,
  args,
  block,
  blockAt: block * 1_000,
  transaction: `0x${block}`,
  isFinal: true,
})
const list = (id: string, total: string, mode: string) =>
  event('ListFunded', 1, { list: id, payer: '0xa', root: '0xb', total, count: '3', mode, expiresAt: '50' })

test('a list is what was funded less what went out of it, in whatever order the events come', () => {
  const events = [
    event('ListReclaimed', 9, { list: '0x1', units: '25' }),
    event('Claimed', 4, { list: '0x1', index: '2', account: '0xd', units: '30' }),
    list('0x1', '100', '2'),
    event('Claimed', 3, { list: '0x1', index: '0', account: '0xc', units: '45' }),
    event('ChunkPushed', 5, { list: '0x2', chunk: '0', payees: '3', units: '7' }),
    list('0x2', '7', '1'),
    event('Claimed', 6, { list: '0x9', index: '0', account: '0xc', units: '1' }),
  ]
  const found = Object.fromEntries(foldPayouts(events).map((one) => [one.id, one]))
  expect(Object.keys(found)).toHaveLength(2)
  expect(found['0x1']).toMatchObject({ mode: 'claim', paid: '75', paidCount: 2, reclaimed: '25', left: '0' })
  expect(found['0x1']?.payments.map(({ account }) => account)).toEqual(['0xc', '0xd'])
  expect(found['0x2']).toMatchObject({ mode: 'push', paid: '7', paidCount: 3, left: '0', expiresAt: 50_000 })
})

const formula = (weights: number[]) =>
  event('FormulaAgreed', 1, {
    formula: '3',
    version: '1',
    content: { parties: weights.map((_, i) => `0x${i}`), weightsPpm: weights.map(String) },
  })
const paid = (amount: number, shares: number[]) =>
  event('BillPaid', 2, { bill: '0xb', payer: '0xp', amount: String(amount), shares: shares.map(String) })

test('who got the rest of a division is told by position', () => {
  const [split] = foldSplits([paid(4_211, [1_404, 1_403, 1_404]), formula([333_333, 333_333, 333_334])])
  expect(split?.formula?.id).toBe('3.1')
  expect(split?.restTo).toEqual([0, 2])
})

test('shares that follow no known formula are said to follow none', () => {
  expect(foldSplits([paid(100, [60, 40]), formula([500_000, 500_000])])[0]?.formula).toBeUndefined()
  expect(foldSplits([paid(100, [50, 49]), formula([500_000, 500_000])])[0]?.formula).toBeUndefined()
  expect(foldSplits([paid(100, [50, 50])])[0]?.formula).toBeUndefined()
})

test('any split by largest remainder is recognised, and its rests add up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 999_999 }), (amount, weight) => {
      const weights = [weight, 1_000_000 - weight]
      const floors = weights.map((w) => Math.floor((amount * w) / 1_000_000))
      const rest = amount - floors.reduce((a, b) => a + b, 0)
      const [split] = foldSplits([paid(amount, [(floors[0] ?? 0) + rest, floors[1] ?? 0]), formula(weights)])
      expect(split?.restTo).toHaveLength(rest)
      expect(split?.formula).toBeDefined()
    }),
  )
})
