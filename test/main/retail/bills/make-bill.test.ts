import { describe, expect, test } from 'vitest'
import { planShape } from '../../../../domain/retail/plan.ts'
import { energyByBand, linesOf, splitBill, totalOf } from '../../../../main/retail/bills/make-bill.ts'
import { firstQuarter } from '../../../../main/retail/consumption/local-clock.ts'

const plan = planShape.parse({
  id: 2,
  name: 'Day and night',
  bands: [
    { id: 'night', name: 'Night', windows: [{ from: '22:00', until: '06:00' }] },
    { id: 'day', name: 'Day' },
  ],
  components: [
    { kind: 'energy', name: 'Energy', owner: 1, microMinorPerKWh: { day: '532000000', night: '213000000' } },
  ],
})
const timeZone = 'Europe/Berlin'

function quarters(from: string, to: string, whOf: (i: number) => number) {
  const [fromQuarter, toQuarter] = [firstQuarter(from, timeZone), firstQuarter(to, timeZone)]
  const wh = Array.from({ length: toQuarter - fromQuarter }, (_, i) => whOf(i))
  const consumption = { kind: 'quarters' as const, wh, quality: '1'.repeat(wh.length), isSimulated: false }
  return { plan, fromQuarter, toQuarter, timeZone, consumption }
}

test('the bill of the specification: 183,412 Wh by day and 96,207 Wh by night come to 97,575 and 20,492', () => {
  const rows = [
    { register: 1, band: 'day', openingWh: 0, closingWh: 183_412, wh: 183_412, isEstimated: false },
    { register: 2, band: 'night', openingWh: 0, closingWh: 96_207, wh: 96_207, isEstimated: false },
  ]
  const lines = linesOf({ ...quarters('2026-02-01', '2026-03-01', () => 0), consumption: { kind: 'registers', rows } })
  expect(lines.map(({ band, amount }) => [band, amount])).toEqual([
    ['night', '20492'],
    ['day', '97575'],
  ])
  const formula = {
    id: 1,
    version: 1,
    kind: 'fixed' as const,
    parties: [1, 2, 3],
    weightsPpm: [412_500, 537_500, 50_000],
  }
  expect(totalOf(lines)).toBe(118_067n)
  expect(splitBill(lines, formula).shares).toEqual([48_703n, 63_461n, 5_903n])
})

describe('days have 92, 96 or 100 quarters; a band goes by what the local clock shows', () => {
  test.each([
    ['an ordinary day', '2026-02-03', '2026-02-04', 96, 32],
    ['the day an hour is left out in the night', '2026-03-29', '2026-03-30', 92, 28],
    ['the day an hour comes twice in the night', '2026-10-25', '2026-10-26', 100, 36],
    ['the month an hour is left out', '2026-03-01', '2026-04-01', 31 * 96 - 4, 31 * 32 - 4],
    ['the month an hour comes twice', '2026-10-01', '2026-11-01', 31 * 96 + 4, 31 * 32 + 4],
    ['a month with a leap day', '2028-02-01', '2028-03-01', 29 * 96, 29 * 32],
  ])('%s', (_, from, to, all, night) => {
    const reckoned = quarters(from, to, () => 1)
    expect(reckoned.consumption.wh).toHaveLength(all)
    expect(energyByBand(reckoned)).toEqual(
      new Map([
        ['night', BigInt(night)],
        ['day', BigInt(all - night)],
      ]),
    )
  })
})

test('fees go by local days, also in a month whose clocks change, and a part of everything before is rounded once', () => {
  const withFee = planShape.parse({
    ...plan,
    components: [
      { kind: 'daily', name: 'Meter', owner: 2, microMinorPerDay: '18600000' },
      { kind: 'percent', name: 'VAT', owner: 3, ppm: 190_000 },
    ],
  })
  const lines = linesOf({ ...quarters('2026-03-01', '2026-04-01', () => 0), plan: withFee })
  // 31 x 18.6 = 576.6; 577 x 19 % = 109.63
  expect(lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
    ['31', '577'],
    ['577', '110'],
  ])
  const formula = { id: 1, version: 1, kind: 'components' as const, parties: [2, 3], weightsPpm: [] }
  expect(splitBill(lines, formula)).toEqual({ shares: [577n, 110n], more: [] })
})

test('weekday windows leave Saturday and Sunday out', () => {
  const weekdays = planShape.parse({
    ...plan,
    bands: [
      { id: 'night', name: 'Peak', windows: [{ from: '07:00', until: '09:30', weekdaysOnly: true }] },
      plan.bands[1],
    ],
  })
  // 2026-02-02 is a Monday: five days with ten quarters each
  const bands = energyByBand({ ...quarters('2026-02-02', '2026-02-09', () => 1), plan: weekdays })
  expect(bands.get('night')).toBe(50n)
})
