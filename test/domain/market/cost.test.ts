import fc from 'fast-check'
import { expect, test } from 'vitest'
import { powecOf, unitsOf } from '../../../domain/market/amount.ts'
import { bondOf, costOfPart, displaces, escrowOf, feeOf, largestReward } from '../../../domain/market/cost.ts'

const units = (text: string) => unitsOf(text) ?? ''
const prices = { capacity: units('0.02'), hold: units('0.01'), giveBack: units('3') }
/** 500 kWh, accumulated from 10:00, given back until 20:00: example 1 of the settlement specification. */
const terms = {
  volumeWh: 500_000,
  partWh: 500_000,
  accumulateFrom: 0,
  supplyTo: 40,
  limits: prices,
  zones: [{ zone: 3, surcharge: units('0.1') }],
  brokerFeePpm: 10_000,
}

test.each([
  [
    'the escrow of example 1 is 1,650 POWEC',
    largestReward({ volumeWh: 500_000, from: 0, to: 40, kindPpm: 1_000_000 }, prices),
    '1650',
  ],
  [
    'a kind that counts a quarter more raises time, not energy',
    largestReward({ volumeWh: 500_000, from: 0, to: 40, kindPpm: 1_250_000 }, prices),
    '1687.5',
  ],
  ['a surcharge counts for the competition', costOfPart(terms, prices, 1_000_000, BigInt(units('0.1'))), '1700'],
  ['the fee is of the cost', feeOf(terms, BigInt(units('1700'))), '17'],
  ['what is held covers escrow and fee', escrowOf(terms, 1_000_000), '1667'],
  ['a bond of 20 %', bondOf({ bondPpm: 200_000 }, BigInt(units('1650'))), '330'],
])('%s', (_words, amount, powec) => {
  expect(powecOf(amount)).toBe(powec)
})

test('one unit of price: time is rounded down, surcharge and bond up', () => {
  const one = { capacity: '0', hold: '1', giveBack: '0' }
  const held = { volumeWh: 3_999, from: 0, to: 1, kindPpm: 1_000_000 }
  expect(largestReward(held, one)).toBe(0n)
  expect(largestReward({ ...held, volumeWh: 4_000 }, one)).toBe(1n)
  expect(costOfPart({ partWh: 1, accumulateFrom: 0, supplyTo: 1 }, one, 1_000_000, 1n)).toBe(1n)
  expect(bondOf({ bondPpm: 50_000 }, 1n)).toBe(1n)
})

test('half a percent cheaper displaces, less does not', () => {
  expect(displaces(995n, 1_000n)).toBe(true)
  expect(displaces(996n, 1_000n)).toBe(false)
})

test('an amount that is written out reads as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 29n }), (amount) => {
      expect(unitsOf(powecOf(amount))).toBe(String(amount))
    }),
  )
})

test.each(['', 'x', '1.2.3', '-1', '0.0000000000000000001'])('%j is no amount', (text) => {
  expect(unitsOf(text)).toBeUndefined()
})
