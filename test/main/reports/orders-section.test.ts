import { expect, test } from 'vitest'
import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { ProofSummary } from '../../../domain/rpc/dispatch/proof.ts'
import { judge } from '../../../main/proof/judge/judge.ts'
import { periodOf } from '../../../main/reports/calendar.ts'
import { createMeasured } from '../../../main/reports/measure/measured.ts'
import { ordersSection } from '../../../main/reports/sections/orders.ts'
import { begin, orderOf, samplesOf } from '../proof/events.ts'
import { hours, knownHistory, site } from './known-history.ts'

const period = periodOf('day', '2024-06-12', site.timeZone)

function record(n: number, power: (s: number) => number | null, more: Partial<ProofOrder> = {}): ProofSummary {
  const order = orderOf(more, { penaltyEurPerMWh: 100 })
  const verdict = judge(order, samplesOf(power))
  return { id: `p${n}`, n, order, orderedKW: order.steps.at(-1)?.powerKW ?? 0, verdict }
}

function made(orders: readonly ProofSummary[], now = Infinity) {
  const data = knownHistory({ values: {}, orders })
  return ordersSection({ site, period, now, data, measured: createMeasured(data, period), supplier: new Map() })
}

test('what was ordered and what was delivered, one by one and by kind', async () => {
  const fcr = { service: 'fcrContinentalEurope', source: 'service' } as const
  const { tables } = await made([
    record(1, () => -400),
    record(2, () => -1_000),
    record(3, () => null),
    record(4, () => -400, fcr),
    record(5, () => -400, { from: begin + hours(24), until: begin + hours(25) }),
  ])
  // 580 kW beyond the tolerance for 55 s, at 100 EUR/MWh
  expect(tables[0]?.rows).toEqual([
    ['Operators', 3, 50, 8.861, 0.89],
    ['FCR', 1, 100, 0, 0],
  ])
  expect(tables[1]?.rows.map((row) => [row[0], row[2], row[3], row[4], row[5], row[10]])).toEqual([
    [1, 'Operators', 'Container 1', -400, 'yes', 100],
    [2, 'Operators', 'Container 1', -400, 'no', 100],
    [3, 'Operators', 'Container 1', -400, 'cannot be said', 0],
    [4, 'FCR', 'Container 1', -400, 'yes', 100],
  ])
  expect(tables[1]?.rows[0]?.[1]).toBe('2024-06-12 14:00 +02:00')
})

test('nothing ordered, and a period that has not begun', async () => {
  expect((await made([])).tables.map(({ rows }) => rows)).toEqual([[], []])
  expect(await made([], period.from)).toMatchObject({ notes: ['The period has not begun.'], tables: [] })
})
