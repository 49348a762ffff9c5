import { describe, expect, test } from 'vitest'
import type { ReportSection } from '../../../domain/rpc/reports.ts'
import { periodOf } from '../../../main/reports/calendar.ts'
import { createMeasured } from '../../../main/reports/measure/measured.ts'
import { makeSection } from '../../../main/reports/sections/sections.ts'
import { type SectionAsked, templateSchema } from '../../../main/reports/templates/template.ts'
import type { SupplierValue } from '../../../main/reports/supplier/supplier-value.ts'
import { hours, knownHistory, type KnownHistory, minutes, site } from './known-history.ts'

interface Given extends KnownHistory {
  section: object
  period?: 'day' | 'week' | 'month'
  day: string
  now?: number
  supplier?: ReadonlyMap<number, SupplierValue>
}

async function section({ section, period = 'day', day, now = Infinity, supplier = new Map(), ...known }: Given) {
  const data = knownHistory(known)
  const span = periodOf(period, day, site.timeZone)
  const asked = templateSchema.parse({ title: 'T', period, sections: [section] }).sections[0] as SectionAsked
  return makeSection({ site, period: span, now, data, measured: createMeasured(data, span), supplier }, asked)
}

const rowsOf = (made: Pick<ReportSection, 'tables'>, title: RegExp) =>
  made.tables.find((t) => title.test(t.title))?.rows
const spanOf = (day: string, kind: 'day' | 'week' = 'day') => periodOf(kind, day, site.timeZone)

describe('energy', () => {
  test.each([
    { day: '2024-06-12', kWh: 24_000 },
    { day: '2024-03-31', kWh: 23_000 },
    { day: '2024-10-27', kWh: 25_000 },
  ])('1,000 kW over $day are $kWh kWh', async ({ day, kWh }) => {
    const { from, to } = spanOf(day)
    const made = await section({
      section: { kind: 'energy' },
      day,
      values: { 'grid.activePowerKW': [[from, to, 1_000]] },
    })
    expect(rowsOf(made, /^Connection: /)).toEqual([['Grid', kWh, 0, null, null, null, null, 100]])
    const [chart] = made.charts
    expect(chart?.labels).toHaveLength(kWh / 1_000)
  })

  test('a gap is told, not filled; the counter bridges it and the difference shows', async () => {
    const { from, to } = spanOf('2024-06-12')
    const power = [
      [from, from + hours(6), 100],
      [from + hours(12), to, 100],
    ] as const
    // 100 kW on the counter, read once a minute; in the gap nobody reads.
    const counter = Array.from(
      { length: 24 * 60 },
      (_, i) => [from + minutes(i), from + minutes(i + 1), 5_000 + (i * 100) / 60] as const,
    )
    const read = counter.filter(([at]) => at < from + hours(6) || at >= from + hours(12))
    const made = await section({
      section: { kind: 'energy' },
      day: '2024-06-12',
      values: { 'grid.activePowerKW': power, 'grid.importedKWh': read },
    })
    const [row] = rowsOf(made, /^Connection: /) ?? []
    expect(row?.[1]).toBeCloseTo(1_800, 6)
    expect(row?.[3]).toBeCloseTo(2_400 - 100 / 60, 6)
    expect(row?.[5]).toBeCloseTo(600 - 100 / 60, 6)
    expect(row?.[7]).toBeCloseTo(75, 6)
  })

  test('both directions within a quarter of an hour are counted each for itself', async () => {
    const { from } = spanOf('2024-06-12')
    const swing = Array.from(
      { length: 30 },
      (_, i) => [from + i * 30_000, from + (i + 1) * 30_000, i % 2 ? -600 : 600] as const,
    )
    const made = await section({
      section: { kind: 'energy' },
      day: '2024-06-12',
      values: { 'battery.activePowerKW': swing },
    })
    const [battery] = rowsOf(made, /^Assets/) ?? []
    expect(battery?.[1]).toBeCloseTo(75, 6)
    expect(battery?.[2]).toBeCloseTo(75, 6)
    expect(battery?.[7]).toBeCloseTo(100 / 96, 6)
  })

  test('a counter that begins again adds what it shows from then on, and says so', async () => {
    const { from, to } = spanOf('2024-06-12')
    const values = [
      [from, from + hours(4), 900],
      [from + hours(4), from + hours(8), 990],
      [from + hours(8), from + hours(9), 3],
      [from + hours(9), to, 40],
    ] as const
    const made = await section({
      section: { kind: 'energy' },
      day: '2024-06-12',
      values: { 'grid.importedKWh': values },
    })
    expect(rowsOf(made, /^Connection: /)?.[0]?.[3]).toBeCloseTo(90 + 37, 6)
    expect(made.notes.join()).toContain('began again 1 time')
  })

  test('money is the energy of each quarter of an hour at its price, and says what share had one', async () => {
    const { from, to } = spanOf('2024-06-12')
    const made = await section({
      section: { kind: 'energy' },
      day: '2024-06-12',
      values: { 'grid.activePowerKW': [[from, to, 1_000]] },
      priceEurPerMWh: (at) => (at < from + hours(6) ? 50 : at < from + hours(12) ? 100 : null),
    })
    expect(rowsOf(made, /^Money/)?.[0]).toEqual(['Imported', 6 * 50 + 6 * 100, 75, 50])
  })

  test('an asset that the site does not have is named', async () => {
    const made = section({ section: { kind: 'energy', assets: ['boiler'] }, day: '2024-06-12', values: {} })
    await expect(made).rejects.toMatchObject({ code: 'Config.Invalid', message: expect.stringContaining('"boiler"') })
  })
})

test('mining: hours, hashes, energy and J/TH of a container that paused for a quarter of the day', async () => {
  const { from, to } = spanOf('2024-06-12')
  const pause = [from + hours(6), from + hours(12)] as const
  const made = await section({
    section: { kind: 'mining' },
    day: '2024-06-12',
    values: {
      'container-1.hashrateTHs': [
        [from, pause[0], 40_000],
        [pause[0], pause[1], 0],
        [pause[1], to, 40_000],
      ],
      'container-1.activePowerKW': [
        [from, pause[0], -1_200],
        [pause[0], pause[1], 0],
        [pause[1], to, -1_200],
      ],
    },
  })
  const terahashes = 40_000 * 18 * 3_600
  expect(made.tables[0]?.rows).toEqual([
    ['Container 1', 18, terahashes, 30_000, 21_600, (21_600 * 3_600_000) / terahashes, 100],
  ])
})

test('storage: throughput, losses, full cycles and depth of discharge', async () => {
  const { from, to } = spanOf('2024-06-12')
  const turn = from + hours(4)
  const made = await section({
    section: { kind: 'storage' },
    day: '2024-06-12',
    values: {
      // 4 h at 100 kW in, 2 h at 120 kW out, then rest
      'battery.activePowerKW': [
        [from, turn, -100],
        [turn, turn + hours(2), 120],
        [turn + hours(2), to, 0],
      ],
      'battery.socPct': [
        [from, turn, 30],
        [turn, turn + hours(2), 66],
        [turn + hours(2), to, 40],
      ],
    },
  })
  const [row] = made.tables[0]?.rows ?? []
  expect(row).toEqual(['Battery', 400, 240, 100, 60, 0.32, 30, 66, 70, 100])
})

test('storage: no loss is stated over a gap, which would count as one', async () => {
  const { from, to } = spanOf('2024-06-12')
  const made = await section({
    section: { kind: 'storage' },
    day: '2024-06-12',
    values: { 'battery.activePowerKW': [[from, from + hours(20), -10]], 'battery.socPct': [[from, to, 50]] },
  })
  expect(made.tables[0]?.rows[0]?.[4]).toBeNull()
})

test('peaks: averages of a quarter of an hour with their times, against the agreed powers; a thin one does not count', async () => {
  const { from, to } = spanOf('2024-10-27')
  const twice = from + hours(3)
  const made = await section({
    section: { kind: 'peaks', top: 2 },
    day: '2024-10-27',
    values: {
      'grid.activePowerKW': [
        [from, twice, 500],
        [twice, twice + minutes(15), 1_500],
        [twice + minutes(15), twice + minutes(20), 1_900],
        [twice + minutes(30), to - minutes(15), 600],
        [to - minutes(15), to, -250],
      ],
    },
  })
  expect(rowsOf(made, /^Highest import/)).toEqual([
    [1, '2024-10-27 02:00 +01:00', '2024-10-27 02:15 +01:00', 1_500, 2_000, 75, 100],
    [2, '2024-10-27 02:30 +01:00', '2024-10-27 02:45 +01:00', 600, 2_000, 30, 100],
  ])
  expect(rowsOf(made, /^Highest export/)?.[0]?.slice(3, 6)).toEqual([250, 1_000, 25])
  expect(made.notes[0]).toContain('99 of 100')
})

test('availability: time answered, running and in fault', async () => {
  const { from, to } = spanOf('2024-06-12')
  const made = await section({
    section: { kind: 'availability', assets: ['container-1'] },
    day: '2024-06-12',
    values: {
      'container-1.activePowerKW': [[from, from + hours(18), -1]],
      'container-1.state': [
        [from, from + hours(6) + minutes(7), 3],
        [from + hours(6) + minutes(7), from + hours(12), 8],
        [from + hours(12), to, 1],
      ],
    },
  })
  const [row] = made.tables[0]?.rows ?? []
  expect(row?.slice(1, 3)).toEqual([18, 75])
  expect(row?.[3]).toBeCloseTo(6 + 7 / 60, 6)
  expect(row?.[5]).toBeCloseTo(6 - 7 / 60, 6)
  expect(row?.[6]).toBeCloseTo(100, 6)
})

test('what is not over yet counts only up to now', async () => {
  const { from } = spanOf('2024-06-12')
  const made = await section({
    section: { kind: 'availability', assets: ['grid'] },
    day: '2024-06-12',
    now: from + hours(6),
    values: { 'grid.activePowerKW': [[from, from + hours(3), 1]] },
  })
  expect(made.tables[0]?.rows[0]?.slice(1, 3)).toEqual([3, 50])
})

const alarmRow = (i: number, at: number, event: 'raised' | 'returned' = 'raised') =>
  ({
    n: at,
    at,
    alarmId: `a${i}`,
    event,
    code: i < 12 ? 'device.silent' : 'soc.low',
    priority: 2,
    assetId: 'battery',
    text: 'x',
  }) as const

test('alarms: rates, the time in flood, the most frequent and what stood at the end', async () => {
  const { from } = spanOf('2024-06-12')
  const flood = Array.from({ length: 12 }, (_, i) => [
    alarmRow(i, from + i * 1_000),
    alarmRow(i, from + minutes(5), 'returned'),
  ]).flat()
  const made = await section({
    section: { kind: 'alarms', top: 1 },
    day: '2024-06-12',
    values: {},
    alarms: [...flood, alarmRow(20, from + hours(5))],
  })
  const figures = Object.fromEntries(
    (rowsOf(made, /^Figures/) ?? []).map(([name, value, unit]) => [`${name} ${unit}`, value]),
  )
  expect(figures['Announced ']).toBe(13)
  expect(figures['Most in ten minutes']).toBe(12)
  expect(figures['Time in flood %']).toBeCloseTo(100 / 144, 6)
  expect(rowsOf(made, /^Most frequent/)).toEqual([['device.silent', 'battery', 12, expect.closeTo((12 / 13) * 100, 6)]])
  expect(rowsOf(made, /^Standing/)).toHaveLength(1)
})

test('power quality: a dip and a frequency excursion to the second; what the meter lacks is not measured', async () => {
  const { from, to } = spanOf('2024-06-10', 'week')
  const dip = from + hours(30) + 895_000
  const made = await section({
    section: { kind: 'powerQuality' },
    period: 'week',
    day: '2024-06-12',
    values: {
      // over the border of a quarter of an hour
      'grid.voltageV': [
        [from, dip, 400],
        [dip, dip + 4_000, 340],
        [dip + 4_000, dip + 9_000, 300],
        [dip + 9_000, to, 401],
      ],
      'grid.frequencyHz': [
        [from, from + 60_000, 50],
        [from + 60_000, from + 75_000, 50.25],
        [from + 75_000, to, 50],
      ],
    },
  })
  expect(rowsOf(made, /^Voltage dips/)).toEqual([['2024-06-11 06:14:55 +02:00', 'dip', 9, 300, 75]])
  expect(rowsOf(made, /^Frequency/)).toEqual([['2024-06-10 00:01:00 +02:00', 'high', 15, 50.25, (50.25 / 50) * 100]])
  expect(
    rowsOf(made, /^What/)
      ?.slice(2)
      .map((row) => row[1]),
  ).toEqual(['not measured', 'not measured', 'not measured'])
})

test('EN 50160: shares of averages of 10 min and 10 s, on what is known as a whole', async () => {
  const { from, to } = spanOf('2024-06-10', 'week')
  const low = 60 * 600_000
  const made = await section({
    section: { kind: 'en50160' },
    period: 'week',
    day: '2024-06-12',
    values: {
      // 60 of 1,008 averages at 350 V: below 360 V, above 340 V; and an hour unknown
      'grid.voltageV': [
        [from, from + low, 350],
        [from + low, to - hours(1), 405],
      ],
      // 200 s at 47.1 Hz, and 5 s at 46 Hz within ten seconds of 47.5 Hz on average
      'grid.frequencyHz': [
        [from, from + 200_000, 47.1],
        [from + 200_000, from + 205_000, 46],
        [from + 205_000, from + 210_000, 49],
        [from + 210_000, to, 50],
      ],
    },
  })
  const rows = made.tables[0]?.rows ?? []
  expect(rows[0]?.slice(1)).toEqual([
    '4.2.2.2',
    '360 to 440 V',
    95,
    (942 / 1_002) * 100,
    1_002,
    (1_002 / 1_008) * 100,
    'NOT KEPT',
  ])
  expect(rows[1]?.slice(3)).toEqual([100, 100, 1_002, (1_002 / 1_008) * 100, 'kept'])
  expect(rows[2]?.slice(4)).toEqual([((60_480 - 21) / 60_480) * 100, 60_480, 100, 'kept'])
  expect(rows[3]?.slice(4)).toEqual([100, 60_480, 100, 'kept'])
})

test("supplier's file: differences, sums of what both know, and the gaps by name", async () => {
  const { from, to } = spanOf('2024-06-12')
  const quarters = Array.from({ length: 96 }, (_, i) => from + minutes(15 * i))
  const supplier = new Map(
    quarters
      .filter((_, i) => i < 8 || i > 9)
      .map((at, i) => [at, { importedKWh: i === 0 ? 130 : 100, exportedKWh: 0 }]),
  )
  const made = await section({
    section: { kind: 'supplier', top: 1 },
    day: '2024-06-12',
    values: { 'grid.activePowerKW': [[from, to - hours(1), 400]] },
    supplier,
  })
  const sums = made.tables[0]?.sums ?? []
  // 96 - 2 missing there - 4 missing here
  expect(sums.slice(1, 4)).toEqual([9_000, 9_030, -30])
  expect(sums.slice(-2)).toEqual([90, 96])
  expect(rowsOf(made, /^Largest/)).toEqual([['2024-06-12 00:00 +02:00', 100, 130, -30]])
  expect(rowsOf(made, /^Not known/)).toEqual([['2024-06-12 23:00 +02:00', '2024-06-13 00:00 +02:00', 4]])
  expect(rowsOf(made, /^Not in/)).toEqual([['2024-06-12 02:00 +02:00', '2024-06-12 02:30 +02:00', 2]])
})
