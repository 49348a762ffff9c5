import { expect, test } from 'vitest'
import { aged, noReading, usable, type Reading } from '../../domain/reading.ts'

const good: Reading = { value: 12.5, at: 1_000, quality: 'good' }

test.each([
  ['young', 2_999, 'good'],
  ['just at the limit', 3_000, 'good'],
  ['older than allowed', 3_001, 'stale'],
])('a good reading that is %s at %i ms is %s', (_name, now, quality) => {
  expect(aged(good, now, 2_000).quality).toBe(quality)
})

test('a stale reading keeps its value and its instant', () => {
  expect(aged(good, 60_000, 2_000)).toEqual({ value: 12.5, at: 1_000, quality: 'stale' })
})

test.each(['stale', 'suspect', 'bad'] as const)('no decision rests on a %s value', (quality) => {
  expect(usable({ ...good, quality })).toBeUndefined()
})

test('a point that was never delivered has no value, not zero', () => {
  expect(noReading.value).toBeNull()
  expect(usable(noReading)).toBeUndefined()
  expect(usable(undefined)).toBeUndefined()
})
