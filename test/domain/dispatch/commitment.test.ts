import { expect, test } from 'vitest'
import { isInWindow } from '../../../domain/dispatch/clock-window.ts'
import { commitmentsAt, commitmentsBetween } from '../../../domain/dispatch/commitment.ts'
import { controllersConfig } from '../../../domain/dispatch/controller-settings.ts'

const { contracts } = controllersConfig.parse({
  contracts: [
    {
      id: 'evening',
      counterparty: 'Nordkraft',
      direction: 'export',
      powerKW: 500,
      penaltyEurPerMWh: 300,
      daily: { from: '17:00', until: '20:00', weekdaysOnly: true },
      lastDay: '2024-06-13',
    },
    {
      id: 'night',
      counterparty: 'Nordkraft',
      direction: 'import',
      powerKW: 800,
      penaltyEurPerMWh: 50,
      daily: { from: '23:00', until: '05:00' },
    },
  ],
})
const utc = (text: string) => Date.parse(`${text}Z`)

test('a contract promises its hours by the clock of the site, on its days, over midnight too', () => {
  const range = { from: utc('2024-06-12T00:00'), until: utc('2024-06-15T00:00') }
  const found = commitmentsBetween(contracts, 'Europe/Stockholm', range)
  const hours = (id: string) =>
    found
      .filter((c) => c.id.startsWith(id))
      .map((c) => [c.from, c.until].map((at) => new Date(at).toISOString().slice(5, 16)))
  expect(hours('evening')).toEqual([
    ['06-12T15:00', '06-12T18:00'],
    ['06-13T15:00', '06-13T18:00'],
  ])
  expect(hours('night').slice(1, 3)).toEqual([
    ['06-12T21:00', '06-13T03:00'],
    ['06-13T21:00', '06-14T03:00'],
  ])
  expect(found.map((c) => c.powerKW)).toContain(-500)
  expect(found.map((c) => c.powerKW)).toContain(800)
})

test('of those that hold the dearest comes first', () => {
  const [one] = commitmentsBetween(contracts, 'UTC', { from: utc('2024-06-12T00:00'), until: utc('2024-06-13T00:00') })
  if (!one) throw new Error('no commitment')
  const both = [one, { ...one, id: 'dear', penaltyEurPerMWh: 9_000 }]
  expect(commitmentsAt(both, one.from).map((c) => c.id)).toEqual(['dear', one.id])
  expect(commitmentsAt(both, one.until)).toEqual([])
})

const nights = (day: string, next: string) =>
  commitmentsBetween(contracts, 'Europe/Stockholm', { from: utc(`${day}T12:00`), until: utc(`${next}T12:00`) })
    .filter((c) => c.id.startsWith('night'))
    .map((c) => (c.until - c.from) / 3_600_000)

test('fault 38: in a day of 23 hours the window is shorter, in one of 25 longer', () => {
  expect(nights('2024-03-30', '2024-03-31')).toEqual([5])
  expect(nights('2024-10-26', '2024-10-27')).toEqual([7])
})

test.each([
  ['2024-06-12T08:00', true],
  ['2024-06-12T19:59', true],
  ['2024-06-12T20:00', false],
  ['2024-06-15T12:00', false],
])('%s lies in working hours: %s', (at, isIn) => {
  expect(isInWindow({ from: '08:00', until: '20:00', weekdaysOnly: true }, utc(at), 'UTC')).toBe(isIn)
})
