import { expect, test } from 'vitest'
import { firstOf, periodWords, shifted, siteDay } from '../../../renderer/views/reports/choose/calendar-day.ts'

test('the day is that of the site, not of the person', () => {
  const at = Date.parse('2024-06-12T23:30Z')
  expect([siteDay(at, 'Europe/Stockholm'), siteDay(at, 'America/Chicago')]).toEqual(['2024-06-13', '2024-06-12'])
})

test.each([
  ['day', '2024-03-01', '2024-02-29', '2024-03-02', 'Fri 1 Mar 2024'],
  ['week', '2024-06-16', '2024-06-03', '2024-06-17', '10 to 16 Jun 2024'],
  ['week', '2025-01-01', '2024-12-23', '2025-01-06', '30 Dec 2024 to 5 Jan 2025'],
  ['month', '2024-12-31', '2024-11-01', '2025-01-01', 'December 2024'],
] as const)('the %s of %s: before, after, in words', (period, day, before, after, words) => {
  expect([shifted(period, day, -1), shifted(period, day, 1), periodWords(period, day)]).toEqual([before, after, words])
  expect(firstOf(period, firstOf(period, day))).toBe(firstOf(period, day))
})
