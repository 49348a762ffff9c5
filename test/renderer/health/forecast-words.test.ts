import { expect, test, vi } from 'vitest'
import type { Remaining } from '../../../domain/health/forecast.ts'
import { othersText } from '../../../renderer/views/health/evidence/peers-words.ts'
import {
  agreement,
  causeText,
  dayText,
  daysText,
  expectedDays,
  intervalText,
} from '../../../renderer/views/health/forecasts/forecast-words.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const timeZone = 'Europe/Berlin'
const at = Date.UTC(2026, 3, 14, 12)
const remaining = (median: number, low: number, high: number): Remaining => ({
  at,
  medianDays: median,
  p50Days: [low, high],
  p90Days: [low, high],
  healthPct: 40,
  horizonDays: 180,
})

test.each([
  [0.01, 'now'],
  [0.4, '0.4'],
  [2.96, '3.0'],
  [34.4, '34'],
])('%d days read "%s"', (days, words) => expect(daysText(days)).toBe(words))

test('the interval is said whole, and open where it goes beyond the horizon', () => {
  expect(intervalText(remaining(34, 21, 58))).toBe('21 to 58')
  expect(intervalText(remaining(140, 95, 180))).toBe('from 95')
  expect(intervalText(remaining(0, 0, 0))).toBe('at its limit')
})

test('days on which it is expected are days of the site', () => {
  expect(expectedDays(remaining(34, 21, 58), timeZone)).toEqual({ middle: '18 May', interval: '5 May to 11 Jun' })
  expect(expectedDays(remaining(140, 95, 180), timeZone).interval).toBe('from 18 Jul')
})

test('a day far away carries its year', () => {
  expect(dayText(at - 60 * 86_400_000, at, timeZone)).toBe('13 Feb')
  expect(dayText(at - 400 * 86_400_000, at, timeZone)).toBe('10 Mar 2025')
})

test('the likeliest cause stands in the list, the failure itself where none is told', () => {
  const causes = [{ mode: null, name: 'Block 14 loses capacity', sharePct: 66 }]
  expect(causeText({ causes }, 'Weak cell')).toBe('block 14 loses capacity')
  expect(causeText({ causes: [] }, 'Weak cell')).toBe('weak cell')
})

test('whether rules agree is said', () => {
  expect(agreement({ ruleIds: ['a'] })).toBe('rule and model agree')
  expect(agreement({ ruleIds: [] })).toBe('seen by the model alone')
})

test('peers are said by where they lie, without the one in question and those without a value', () => {
  const rows = [0.6, 0.58, null, 1.12].map((value, i) => ({ assetId: `u${i}`, name: `Unit ${i}`, value }))
  expect(othersText({ rows, unit: 'kW' }, 'u3')).toBe('2 others between 0.58 and 0.60\u00A0kW')
  expect(othersText({ rows: rows.slice(2), unit: 'kW' }, 'u3')).toBe('no other has a value now')
})
