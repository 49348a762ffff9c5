import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GridServiceKey, gridServiceOf, gridServices, shareAt } from '../../../domain/dispatch/services.ts'

const keys = Object.keys(gridServices) as GridServiceKey[]

test.each([
  ['fcrContinentalEurope', -0.01, 0],
  ['fcrContinentalEurope', -0.105, 0.5],
  ['fcrContinentalEurope', -0.2, 1],
  ['fcrContinentalEurope', -0.9, 1],
  ['fcrContinentalEurope', 0.2, -1],
  ['dynamicContainment', -0.2, 0.05],
  ['dynamicContainment', -0.35, 0.525],
  ['dynamicContainment', 0.5, -1],
  ['ercotFfr', -0.15, 1],
  ['ercotFfr', 0.3, 0],
] as const)('%s at %d Hz owes %d of its power', (key, deviationHz, share) => {
  expect(shareAt(gridServiceOf(key), deviationHz)).toBeCloseTo(share, 6)
})

test('whatever the service, more deviation never owes less, and no more than all', () => {
  const deviation = fc.double({ min: 0, max: 2, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...keys), deviation, deviation, (key, a, b) => {
      const service = gridServiceOf(key)
      const [near, far] = [Math.min(a, b), Math.max(a, b)]
      expect(shareAt(service, -far)).toBeGreaterThanOrEqual(shareAt(service, -near))
      expect(shareAt(service, -far)).toBeLessThanOrEqual(1)
      expect(shareAt(service, far)).toBeGreaterThanOrEqual(-1)
    }),
  )
})

test.each(keys)('%s: what the loop serves leaves it time, what is faster is served in the device', (key) => {
  const { servedBy, fullMs, signal, curve, source } = gridServiceOf(key)
  expect((fullMs ?? Infinity) >= 2_000).toBe(servedBy === 'loop')
  expect(curve?.at(-1)?.[1]).toBe(signal === 'frequency' ? 1 : undefined)
  expect(source).not.toBe('')
})
