import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, quarterMs, quarterOf, quartersOfDay, quarterStart } from '../../../domain/metering/quarter.ts'

test.each([
  ['2025-03-30', 'Europe/Stockholm', 92],
  ['2025-10-26', 'Europe/Stockholm', 100],
  ['2025-06-05', 'Europe/Stockholm', 96],
  ['2025-04-06', 'Australia/Lord_Howe', 98],
  ['2024-02-29', 'Asia/Kathmandu', 96],
] as const)('fault 38: %s in %s has %i quarters, none twice and none left out', (day, timeZone, count) => {
  const quarters = quartersOfDay(day, timeZone)
  expect(quarters).toHaveLength(count)
  expect(quarters).toEqual(quarters.map((_, i) => (quarters[0] ?? 0) + i))
})

test('fault 39: every instant lies in exactly one quarter, and none is shorter than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
      const start = quarterStart(quarterOf(at))
      expect(start).toBeLessThanOrEqual(at)
      expect(at).toBeLessThan(start + quarterMs)
    }),
  )
  // the leap second of 2016-12-31T23:59:60Z has no instant of its own
  const [before, after] = [Date.UTC(2016, 11, 31, 23, 59, 59, 999), Date.UTC(2017, 0, 1)]
  expect(quarterOf(after) - quarterOf(before)).toBe(1)
})

test('the local days of a year hold each of its quarters once', () => {
  const timeZone = 'Europe/Berlin'
  const first = Date.UTC(2025, 0, 1) - 3_600_000
  const days = Array.from({ length: 365 }, (_, i) => dayOf(first + (i + 0.5) * 86_400_000, timeZone))
  const all = days.flatMap((day) => quartersOfDay(day, timeZone))
  expect(new Set(all).size).toBe(365 * 96)
  expect(all).toHaveLength(365 * 96)
})
