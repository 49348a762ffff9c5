import { expect, test } from 'vitest'
import type { WorkOrder } from '../../../domain/health/work.ts'
import {
  calendarView,
  chosenWindow,
  spanText,
  wholeCost,
} from '../../../renderer/views/health/calendar/calendar-view.ts'
import { orderFor } from '../../../renderer/views/health/calendar/order-for.ts'
import { busyHours } from '../../../renderer/views/health/consumption/hour-strip.tsx'
import { monthParts, monthText } from '../../../renderer/views/health/verdicts/month-words.ts'
import { anomalyTitle, scorePlace, scoreText } from '../../../renderer/views/health/anomalies/anomaly-words.ts'
import { calendarSearch, chosenSearch } from '../../../renderer/views/health/search.ts'
import { DemoWork } from '../dev/health/demo-work.ts'

const timeZone = 'Europe/Berlin'
const now = Date.UTC(2026, 3, 14, 12)
const work = new DemoWork({ now: () => now })

test('the chart has a cost for each start, alone and with the risk of waiting, and holes where none is known', () => {
  const calendar = work.calendar({ assetId: 'flywheels', hours: 16 })
  const view = calendarView(calendar, { chosenAt: calendar.windows[0]?.from, timeZone })
  const [whole, alone] = view.series
  expect(whole?.values).toHaveLength(calendar.starts.at.length)
  const { costEur, riskEur } = calendar.starts
  expect(costEur).toContain(null)
  expect(alone?.values).toEqual(costEur)
  expect(whole?.values).toEqual(costEur.map((cost, i) => (cost === null ? null : cost + (riskEur[i] ?? 0))))
  expect(view.marks?.map(({ name }) => name)).toContain('chosen')
})

test('work planned outside of the time shown is not marked', () => {
  const calendar = work.calendar({ assetId: 'flywheels', hours: 2, before: now + 2 * 86_400_000 })
  expect(calendar.planned.length).toBeGreaterThan(0)
  expect(calendarView(calendar, { chosenAt: undefined, timeZone }).marks).toEqual([])
})

test('windows stand by what they cost in all', () => {
  const costs = work.calendar({ assetId: 'grid', hours: 6 }).windows.map(wholeCost)
  expect(costs).toEqual(costs.toSorted((a, b) => a - b))
})

test('a chosen window stays while it is offered; afterwards the cheapest is', () => {
  const { windows } = work.calendar({ assetId: 'grid', hours: 6 })
  expect(chosenWindow(windows, windows[2]?.from)).toBe(windows[2])
  expect(chosenWindow(windows, 1)).toBe(windows[0])
  expect(chosenWindow([], 1)).toBeUndefined()
})

test('a window is said in local time, also over midnight and over the change of the clock', () => {
  expect(spanText(now, now + 3 * 3_600_000, timeZone)).toBe('Tue 14 Apr 14:00 to 17:00')
  expect(spanText(now, now + 16 * 3_600_000, timeZone)).toBe('Tue 14 Apr 14:00 to Wed 15 Apr 06:00')
  const summer = Date.UTC(2026, 2, 29, 0)
  expect(spanText(summer, summer + 2 * 3_600_000, timeZone)).toBe('Sun 29 Mar 01:00 to 04:00')
})

const order = (id: string, dueAt: number, forecastId: string | null) => ({ id, dueAt, forecastId }) as WorkOrder

test('a window is first offered to the order of its forecast, else to the one due first', () => {
  const open = [order('a', 5, null), order('b', 3, null), order('c', 9, 'f')]
  expect(orderFor(open, 'f')?.id).toBe('c')
  expect(orderFor(open, undefined)?.id).toBe('b')
  expect(orderFor([], 'f')).toBeUndefined()
})

test('the address names asset, hours and forecast; nonsense is left out', () => {
  expect(calendarSearch({ assetId: 'agm', hours: '16', forecastId: 'agm weakCell' })).toEqual({
    assetId: 'agm',
    hours: 16,
    forecastId: 'agm weakCell',
  })
  expect(calendarSearch({ assetId: 5, hours: 'x' })).toEqual({})
  expect(chosenSearch({ id: '' })).toEqual({})
})

test('hours of the day are said as spans', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour >= 5 && hour < 9 ? 0.8 : hour === 20 ? 0.5 : 0.1))
  expect(busyHours(hours)).toBe('mostly 5 to 9, 20 to 21 o’clock')
  expect(busyHours(Array.from({ length: 24 }, () => 0))).toBe('at no hour')
})

test('months and scores in words and places', () => {
  expect(monthText('2026-04')).toBe('Apr 2026')
  expect(monthParts({ confirmed: 2, judged: 3, missed: 1 })).toEqual({ right: 2, false: 1, missed: 1 })
  expect(scoreText(-2.21)).toBe('2.2 below')
  expect([scorePlace(0), scorePlace(9), scorePlace(-9)]).toEqual([50, 100, 0])
  expect(anomalyTitle({ detector: 'machine', point: null })).toBe('Several signals together')
})
