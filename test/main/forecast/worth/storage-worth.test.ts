import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bestStoredKWh,
  evenWorth,
  type TradedStorage,
  worthBefore,
} from '../../../../main/forecast/worth/storage-worth.ts'

/** Eight equal steps in either direction from empty to full: an enumeration can check it. */
const storage: TradedStorage = { powerKW: 1_000, energyKWh: 1_000, oneWayRatio: 1, lossPerHour: 0, wearEurPerMWh: 4 }
const nothing = evenWorth(0)

function takings(prices: readonly number[], moves: readonly number[]): number {
  return moves.reduce((sum, moved, i) => {
    const price = (prices[i] ?? 0) - (moved < 0 ? storage.wearEurPerMWh : 0)
    return sum - (moved * price) / 1_000
  }, 0)
}

function followed(prices: readonly number[]): number[] {
  let stored = 0
  return prices.map((price, t) => {
    const next = bestStoredKWh(storage, worthBefore(storage, prices.slice(t + 1), nothing), price, stored)
    const moved = next - stored
    stored = next
    return moved
  })
}

/** The best of all ways, by trying every one: a step fills or empties a quarter of the storage, or rests. */
function bestOfAll(prices: readonly number[], stored = 0): number {
  if (prices.length === 0) return 0
  const ways = [-250, 0, 250].filter((moved) => stored + moved >= 0 && stored + moved <= 1_000)
  return Math.max(...ways.map((moved) => takings(prices, [moved]) + bestOfAll(prices.slice(1), stored + moved)))
}

const prices = fc.array(fc.integer({ min: -60, max: 300 }), { minLength: 1, maxLength: 7 })

test('following the worth of stored energy takes as much as the best of all ways', () => {
  fc.assert(
    fc.property(prices, (given) => {
      const [taken, best] = [takings(given, followed(given)), bestOfAll(given)]
      expect(taken).toBeLessThanOrEqual(best + 1e-9)
      // Worth is known by slices of a fortieth: at most one of them is moved for another at each step.
      expect(taken).toBeGreaterThanOrEqual(best - (given.reduce((sum, price) => sum + Math.abs(price), 0) / 1_000) * 25)
    }),
    { numRuns: 60 },
  )
})

// At negative prices burning energy in the losses of the storage pays, and the more of it there is to burn the better.
test('more stored energy is never worth more by the MWh while prices are not negative', () => {
  const leaky = { ...storage, oneWayRatio: 0.9, lossPerHour: 0.02 }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 7 }), (given) => {
      const worth = worthBefore(leaky, given, evenWorth(20))
      for (let slice = 1; slice < worth.length; slice++)
        expect(worth[slice]).toBeLessThanOrEqual((worth[slice - 1] ?? 0) + 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('the full storage is not filled, nor the empty one emptied', () => {
  const dear = evenWorth(100)
  expect(bestStoredKWh(storage, dear, -50, 1_000)).toBe(1_000)
  expect(bestStoredKWh(storage, dear, 500, 0)).toBe(0)
  expect(bestStoredKWh(storage, dear, 98, 500)).toBe(750)
  expect(bestStoredKWh(storage, dear, 102, 500)).toBe(500)
  expect(bestStoredKWh(storage, dear, 105, 500)).toBe(250)
})
