import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideHalfEven } from '../../../../main/retail/money/half-even.ts'
import { splitByWeights, sumOf } from '../../../../main/retail/money/split.ts'
import { partFor } from '../../../../main/retail/payments/allocate.ts'

const ppm = [412_500, 537_500, 50_000]

describe('the table of the specification', () => {
  test.each<[number, number[], number[]]>([
    [1, [1, 1, 1], [1, 0, 0]],
    [100, [1, 1, 1], [34, 33, 33]],
    [10_001, [33_333, 33_333, 33_334], [3_334, 3_333, 3_334]],
    [123_457, ppm, [50_926, 66_358, 6_173]],
    [118_067, ppm, [48_703, 63_461, 5_903]],
    [50_000, [48_703, 63_461, 5_903], [20_625, 26_875, 2_500]],
    [68_067, [28_078, 36_586, 3_403], [28_078, 36_586, 3_403]],
    [7, [1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 0]],
  ])('%s by %j', (total, weights, shares) => {
    expect(splitByWeights(BigInt(total), weights.map(BigInt)).shares).toEqual(shares.map(BigInt))
  })

  test('who got the units that no exact division had is said', () => {
    expect(splitByWeights(10_001n, [33_333n, 33_333n, 33_334n]).more).toEqual([2, 0])
  })
})

test.each<[bigint, bigint, bigint]>([
  [97_575_184n, 1_000n, 97_575n],
  [5n, 10n, 0n],
  [15n, 10n, 2n],
  [25n, 10n, 2n],
  [35n, 10n, 4n],
  [-5n, 10n, 0n],
  [-15n, 10n, -2n],
  [26n, 10n, 3n],
])('%s / %s = %s, a half to the even one', (dividend, divisor, quotient) => {
  expect(divideHalfEven(dividend, divisor)).toBe(quotient)
})

const weightsOf = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 8 })

test('fault 73: shares add up to the unit, each within one of its exact part, for any sum below 2^128', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), weightsOf, (total, weights) => {
      const sum = sumOf(weights)
      fc.pre(sum > 0n)
      const { shares } = splitByWeights(total, weights)
      expect(sumOf(shares)).toBe(total)
      shares.forEach((share, i) => {
        const exact = (total * (weights[i] ?? 0n)) / sum
        expect(share === exact || share === exact + 1n).toBe(true)
      })
    }),
    { numRuns: 2_000 },
  )
})

test('fault 73: 20,000 random histories of payments: no share is ever paid too much, and the last one closes all of them', () => {
  let state = 73
  const random = (below: bigint) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return BigInt(state) % below
  }
  let closed = 0
  for (let history = 0; history < 20_000; history++) {
    const weights = Array.from({ length: Number(random(8n)) + 1 }, () => random(1_000_000n) + 1n)
    let lacking = splitByWeights(random(10_000_000n) + 1n, weights).shares
    for (let payment = 0; sumOf(lacking) > 0n && payment < 6; payment++) {
      const money = payment === 5 ? sumOf(lacking) : random(sumOf(lacking)) + 1n
      const { amount, shares } = partFor(lacking, money)
      if (amount !== money || sumOf(shares) !== money) throw new Error(`history ${history} loses a unit`)
      lacking = lacking.map((left, i) => left - (shares[i] ?? 0n))
      if (lacking.some((left) => left < 0n)) throw new Error(`history ${history} pays a share too much`)
    }
    if (lacking.every((left) => left === 0n)) closed++
  }
  expect(closed).toBe(20_000)
})

test('money beyond a bill is not divided', () => {
  expect(partFor([3n, 2n], 9n)).toEqual({ amount: 5n, shares: [3n, 2n] })
})
