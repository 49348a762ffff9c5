import { expect, test } from 'vitest'
import {
  instantOf,
  instantWords,
  periodOf,
  periodWords,
  quartersIn,
  startOfDay,
} from '../../../main/reports/calendar.ts'

const zone = 'Europe/Stockholm'

test.each([
  { day: '2024-06-12', hours: 24, quarters: 96 },
  { day: '2024-03-31', hours: 23, quarters: 92 },
  { day: '2024-10-27', hours: 25, quarters: 100 },
])('fault 38: a day of $hours hours has $quarters quarters of an hour ($day)', ({ day, hours, quarters }) => {
  const period = periodOf('day', day, zone)
  expect((period.to - period.from) / 3_600_000).toBe(hours)
  expect(quartersIn(period)).toBe(quarters)
})

test('periods are half open, follow each other and print both offsets', () => {
  const october = periodOf('month', '2024-10-15', zone)
  expect(october.to).toBe(periodOf('month', '2024-11-01', zone).from)
  expect(october.days).toHaveLength(31)
  expect(quartersIn(october)).toBe(31 * 96 + 4)
  expect(periodWords(october)).toBe('2024-10-01 00:00 +02:00 to 2024-11-01 00:00 +01:00 (Europe/Stockholm, 745 hours)')
})

test('a week begins on Monday, over the turn of a year too', () => {
  const week = periodOf('week', '2025-01-01', zone)
  expect([week.first, week.days.at(-1)?.day]).toEqual(['2024-12-30', '2025-01-05'])
  expect(periodOf('week', '2024-06-16', zone).first).toBe('2024-06-10')
})

test('where midnight does not exist, the day begins with the first instant that there is', () => {
  expect(instantWords(startOfDay('2024-04-26', 'Africa/Cairo'), 'Africa/Cairo')).toBe('2024-04-26 01:00 +03:00')
})

test('a time that the clock skips is the instant after it, one shown twice is the first', () => {
  expect(instantWords(instantOf('2024-03-31 02:30', zone), zone)).toBe('2024-03-31 03:00 +02:00')
  expect(instantWords(instantOf('2024-10-27 02:30', zone), zone)).toBe('2024-10-27 02:30 +02:00')
})

test('zones half an hour and three quarters off are right', () => {
  expect(startOfDay('2024-06-12', 'Asia/Kathmandu')).toBe(Date.UTC(2024, 5, 11, 18, 15))
  expect(startOfDay('2024-06-12', 'UTC')).toBe(Date.UTC(2024, 5, 12))
})
