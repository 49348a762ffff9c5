import { expect, test } from 'vitest'
import type { BillLine } from '../../../domain/retail/bill.ts'
import {
  amountText,
  centsText,
  energyText,
  periodText,
  priceText,
  quantityText,
} from '../../../renderer/views/bills/bill-words.ts'
import { daysOf } from '../../../renderer/views/bills/bill/energy-days.ts'
import { monthBefore } from '../../../renderer/views/bills/runs/months.ts'
import { billsSearch } from '../../../renderer/views/bills/search.ts'

const plain = (words: string) => words.replaceAll('\u00A0', ' ')
const quarter = (iso: string) => Date.parse(iso) / 900_000

test.each([
  ['0', '0.00 €'],
  ['1', '0.01 €'],
  ['123456', '1,234.56 €'],
  ['-37', '-0.37 €'],
])('%s cents', (minor, words) => {
  const text = plain(amountText(minor, 'EUR'))
  expect(text).toBe(words)
  expect(plain(centsText(minor))).toBe(text.replace(' €', ''))
})

test.each([
  ['within a month', '2026-09-01T00:00+02:00', '2026-10-01T00:00+02:00', '1 to 30 Sept 2026'],
  ['over two months', '2026-09-15T00:00+02:00', '2026-10-15T00:00+02:00', '15 Sept to 14 Oct 2026'],
  ['over new year', '2026-12-15T00:00+01:00', '2027-01-15T00:00+01:00', '15 Dec 2026 to 14 Jan 2027'],
])('a period %s', (_, from, to, words) => {
  expect(periodText(quarter(from), quarter(to), 'Europe/Stockholm')).toBe(words)
})

const line = {
  component: 'Energy',
  band: 'all',
  kind: 'energy',
  quantity: '122017',
  price: '14200000',
} as unknown as BillLine
test.each([
  [{}, '122.017 kWh', '14.20 ct/kWh'],
  [{ kind: 'daily', quantity: '31', price: '18600000' }, '31 days', '18.60 ct/day'],
  [{ kind: 'percent', quantity: '3396', price: '190000' }, '33.96 €', '19.0 %'],
])('a line %j says how much of what and for which price', (part, quantity, price) => {
  const given = { ...line, ...part } as BillLine
  expect(plain(quantityText(given, 'EUR'))).toBe(quantity)
  expect(plain(priceText(given))).toBe(price)
})

test('energies of a bill fall on local days, of 92 and 100 quarters where the clocks change', () => {
  const from = quarter('2026-10-24T00:00+02:00')
  const count = 96 + 100 + 96
  const days = daysOf(
    from,
    { kind: 'quarters', wh: Array.from({ length: count }, () => 10), quality: '1'.repeat(count), isSimulated: false },
    'Europe/Stockholm',
  )
  expect(days.map(({ quarters }) => quarters.length)).toEqual([96, 100, 96])
  expect(days.map(({ wh }) => wh)).toEqual([960, 1_000, 960])
  expect(plain(energyText(960))).toBe('1.0 kWh')
})

test.each([
  ['2026-01-15T12:00Z', { from: '2025-12-01', to: '2026-01-01' }],
  ['2026-03-31T22:30Z', { from: '2026-03-01', to: '2026-04-01' }],
])('the month that is over at %s by the local clock', (now, month) => {
  expect(monthBefore(Date.parse(now), 'Europe/Stockholm')).toEqual(month)
})

test.each([
  [
    { view: 'rates', consumer: 'werkstr-2', bill: '3' },
    { view: 'rates', consumer: 'werkstr-2', bill: 3 },
  ],
  [{ view: 'money', consumer: 7, bill: '-1' }, {}],
])('the address %j', (search, read) => {
  expect(billsSearch(search)).toEqual(read)
})
