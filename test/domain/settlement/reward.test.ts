import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'
import {
  accountOf,
  bandWhOf,
  bookedOf,
  mostWhQ,
  penaltyOf,
  rewardOf,
  shortWhOf,
} from '../../../domain/settlement/reward.ts'
import { constantSchedule } from '../../../domain/settlement/schedule.ts'
import { exampleTerms, noQuantities, powec } from './example-terms.ts'

const quantities = (given: Partial<typeof noQuantities>) => ({ ...noQuantities, ...given })
const whole = quantities({ takenWh: 500_000, returnedWh: 460_000, reservedWhQ: '20000000', storedWhQ: '16140000' })

test('example 1: 100 for capacity, 40.35 for holding, 1,380 for energy', () => {
  expect(rewardOf(exampleTerms, whole)).toBe(powec('1520.35'))
  expect(rewardOf(exampleTerms, { ...whole, returnedWh: 0, storedWhQ: '0' })).toBe(powec('100'))
  expect(shortWhOf(exampleTerms, 500_000, 460_000)).toBe(0)
})

test('example 2: settled in two lines it is the same', () => {
  const first = quantities({ takenWh: 500_000, reservedWhQ: '10000000', storedWhQ: '7750000' })
  const paid = bookedOf(exampleTerms, first, 0n).toPay
  expect(paid).toBe(powec('69.375'))
  expect(bookedOf(exampleTerms, whole, paid).toPay).toBe(powec('1450.975'))
})

test('example 3: 20 kWh less than due, with 1 % tolerated', () => {
  const short = { ...whole, returnedWh: 440_000, shortWh: shortWhOf(exampleTerms, 500_000, 440_000) }
  expect(short.shortWh).toBe(15_400)
  expect(rewardOf(exampleTerms, short)).toBe(powec('1460.35'))
  expect(penaltyOf(exampleTerms, short)).toBe(powec('123.2'))
  expect(bookedOf(exampleTerms, short, 0n).toPay).toBe(powec('1337.15'))
})

test('example 4: a quarter beyond its band', () => {
  expect(57_500 - 50_000 - bandWhOf(57_500)).toBe(4_625)
  expect(penaltyOf(exampleTerms, quantities({ deviationWh: 4_625 }))).toBe(powec('4.625'))
  expect(bandWhOf(1_000)).toBe(500)
})

test('example 5: a kinetic storage has a factor of its own', () => {
  const kinetic = {
    ...exampleTerms,
    kindPpm: 1_250_000,
    volumeWh: 700_000,
    capacityPrice: `${powec('0.05')}`,
    holdPrice: `${powec('0.04')}`,
    returnPrice: `${powec('6')}`,
    escrow: `${powec('9999')}`,
  }
  const hour = quantities({ returnedWh: 650_000, reservedWhQ: '2800000', storedWhQ: '1400000' })
  expect(rewardOf(kinetic, hour)).toBe(powec('3961.25'))
})

test('example 6: rounding is once in the life of an agreement', () => {
  const cheap = { ...exampleTerms, capacityPrice: '0', holdPrice: '1', returnPrice: '0' }
  const held = (storedWhQ: string) => rewardOf(cheap, quantities({ storedWhQ }))
  expect([held('3999'), held('4000'), held('7998')]).toEqual([0n, 1n, 1n])
  const factor = { ...cheap, holdPrice: '7', kindPpm: 333_333 }
  const parts = [1_001, 999, 2_500, 12_345]
  const floors = parts.map((storedWhQ) => rewardOf(factor, quantities({ storedWhQ: `${storedWhQ}` })))
  expect(floors.reduce((sum, units) => sum + units, 0n)).toBe(8n)
  const sum = parts.reduce((all, one) => all + one, 0)
  expect(rewardOf(factor, quantities({ storedWhQ: `${sum}` }))).toBe(9n)
})

test('example 7: a correction after payment is owed out of the bond', () => {
  const corrected = { ...whole, returnedWh: 440_000, shortWh: 15_400 }
  const { toPay, owed } = bookedOf(exampleTerms, corrected, powec('1520.35'))
  expect(toPay).toBe(0n)
  expect(owed).toBe(powec('183.2'))
  expect(BigInt(exampleTerms.bond) - owed).toBe(powec('146.8'))
})

const price = fc.bigInt({ min: 0n, max: 1n << 79n }).map(String)
const wh = fc.integer({ min: 0, max: 2 ** 40 })
const anyTerms: fc.Arbitrary<AgreementTerms> = fc
  .record({
    volumeWh: fc.integer({ min: 1, max: 2 ** 40 - 1 }),
    kindPpm: fc.integer({ min: 0, max: 5_000_000 }),
    capacityPrice: price,
    holdPrice: price,
    returnPrice: price,
    shortPrice: price,
    deviationPrice: price,
    bond: price,
  })
  .map((given) => {
    const terms = Object.assign({}, exampleTerms, given)
    const most = `${mostWhQ(terms)}`
    const escrow = rewardOf(terms, { ...noQuantities, reservedWhQ: most, storedWhQ: most, returnedWh: terms.volumeWh })
    return Object.assign(terms, { escrow: `${escrow}` })
  })
const anyQuantities = fc.record({
  takenWh: wh,
  returnedWh: wh,
  shortWh: wh,
  deviationWh: wh,
  unusedWh: wh,
  reservedWhQ: price,
  storedWhQ: price,
})

test('no quantities earn more than the escrow, and no penalty is more than bond and earnings', () => {
  fc.assert(
    fc.property(anyTerms, anyQuantities, (terms, line) => {
      const { earned, penalised } = accountOf(terms, line)
      expect(rewardOf(terms, line)).toBeLessThanOrEqual(BigInt(terms.escrow))
      expect(earned).toBeLessThanOrEqual(BigInt(terms.escrow))
      expect(penalised).toBeLessThanOrEqual(BigInt(terms.bond) + earned)
    }),
  )
})

test('settled in any steps the sum of payments is that of one settling, as long as quantities only rise', () => {
  const step = fc.record({ reservedWhQ: wh, storedWhQ: wh, returnedWh: wh })
  fc.assert(
    fc.property(anyTerms, fc.array(step, { minLength: 1, maxLength: 8 }), (terms, steps) => {
      let paid = 0n
      const sums = { reservedWhQ: 0n, storedWhQ: 0n, returnedWh: 0 }
      for (const one of steps) {
        sums.reservedWhQ += BigInt(one.reservedWhQ)
        sums.storedWhQ += BigInt(one.storedWhQ)
        sums.returnedWh += one.returnedWh
        const line = quantities({ ...sums, reservedWhQ: `${sums.reservedWhQ}`, storedWhQ: `${sums.storedWhQ}` })
        paid += bookedOf(terms, line, paid).toPay
        expect(paid).toBe(accountOf(terms, line).earned)
      }
    }),
  )
})

test('the quarters of a constant schedule add up to the volume and to what is due', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 2 ** 40 }), fc.integer({ min: 0, max: 1_000_000 }), (volumeWh, ppm) => {
      const terms = { ...exampleTerms, volumeWh, permittedLossPpm: ppm }
      const quarters = Array.from({ length: 40 }, (_, i) => constantSchedule(terms)(terms.accumulateFrom + i))
      expect(quarters.reduce((sum, { takenWh }) => sum + takenWh, 0)).toBe(volumeWh)
      const due = quarters.reduce((sum, { returnedWh }) => sum + returnedWh, 0)
      expect(shortWhOf(terms, volumeWh, due)).toBe(0)
    }),
  )
})
