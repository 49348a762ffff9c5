import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { Interval } from '../../../domain/metering/meter.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createMeteringStore } from '../../../main/metering/metering-store.ts'
import { createSupplierBook } from '../../../main/metering/supplier/supplier.ts'
import type { GivenLines } from '../../../main/metering/supplier/supplier-lines.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const open: SiteDb[] = []
afterEach(() => open.splice(0).forEach((db) => db.close()))

const anna = { name: 'Anna', role: 'engineer' } as const
const now = Date.UTC(2025, 2, 5)
/** Midnight in Stockholm, winter. */
const first = quarterOf(Date.UTC(2025, 2, 2, 23))
const ourWh = 250_000

function book() {
  const clock = createVirtualClock(now)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  open.push(db)
  const store = createMeteringStore(db)
  const audit: string[] = []
  const point = { id: 'grid', registers: ['import', 'export'] as const }
  const made = createSupplierBook({
    db,
    point,
    timeZone: 'Europe/Stockholm',
    audit: ({ action, detail }) => audit.push(`${action}: ${detail}`),
    clock,
  })
  /** Writes the next revision of our energies. */
  const meter = (quarters: readonly number[], wh: number, revision = 0) => {
    const common = { pointId: 'grid', register: 'import', quality: 'measured', method: 'registers' } as const
    const intervals = quarters.map((quarter): Interval => ({
      ...common,
      quarter,
      wh,
      revision,
      epoch: 1,
      closingWh: null,
    }))
    store.addIntervals(intervals, now)
  }
  const rows = () => db.get<{ n: number }>('SELECT count(*) AS n FROM supplier_line')?.n
  return { book: made, meter, audit, rows, db }
}

const quarters = (count: number) => Array.from({ length: count }, (_, i) => first + i)
const file = (wh: readonly number[], hash = 'a'.repeat(64)): GivenLines => ({
  hash,
  instants: 'begin',
  name: 'supplier.csv',
  lines: wh.map((theirWh, i) => ({ register: 'import', quarter: first + i, wh: theirWh })),
})

test.each([
  { name: 'the same', theirWh: ourWh, state: 'agrees' },
  // class 1 of our meter and class 0.5 S of theirs, 1.5 % of the larger, and 1 kWh of grain
  { name: 'as far off as both meters may be', theirWh: ourWh + 4_800, state: 'agrees' },
  { name: 'further off', theirWh: ourWh + 4_900, state: 'open' },
  { name: 'less', theirWh: ourWh - 4_800, state: 'open' },
  { name: 'twice', theirWh: 2 * ourWh, state: 'open' },
  { name: 'nothing', theirWh: 0, state: 'open' },
])('an energy of the supplier that is $name: $state', async ({ theirWh, state }) => {
  const { book: made, meter } = book()
  meter(quarters(1), ourWh)
  await made.take(anna, file([theirWh]))
  expect(made.lines(first, first + 1)).toMatchObject([{ theirWh, ourWh, differenceWh: ourWh - theirWh, state }])
})

test('a preview keeps nothing; the same file twice is there once, however often it is cut short', async () => {
  const { book: made, meter, rows, audit, db } = book()
  meter(quarters(3), ourWh)
  const given = file([ourWh, 300_000, ourWh, 1_000])
  const preview = await made.compare(given)
  expect(preview).toEqual({ agreeing: 2, differing: 1, unknown: 1, differenceWh: -50_000, isKnown: false })
  expect(rows()).toBe(0)
  expect(await made.take(anna, given)).toEqual(preview)
  expect(await made.take(anna, given)).toEqual({ ...preview, isKnown: true })
  expect(rows()).toBe(4)
  expect(made.files()).toMatchObject([{ name: 'supplier.csv', person: 'Anna', hash: given.hash }])
  expect(audit).toHaveLength(1)
  // the power went after the first lines
  db.run('DROP TRIGGER supplier_line_is_never_deleted')
  db.run('DELETE FROM supplier_line WHERE quarter > ?', first)
  await made.take(anna, given)
  expect(rows()).toBe(4)
})

test('where files overlap the newest holds, and what the former one said stays', async () => {
  const { book: made, meter, rows } = book()
  meter(quarters(2), ourWh)
  await made.take(anna, file([300_000, ourWh]))
  await made.take(anna, file([ourWh], 'b'.repeat(64)))
  expect(made.lines(first, first + 2).map(({ state }) => state)).toEqual(['agrees', 'agrees'])
  expect(rows()).toBe(3)
})

test('a person decides on differences; the decision ends when our energy is corrected', async () => {
  const { book: made, meter, audit, db } = book()
  meter(quarters(4), ourWh)
  await made.take(anna, file([300_000, ourWh, 200_000, 300_000]))
  const asked = { pointId: 'grid', register: 'import', from: first, to: first + 3, reason: 'their converter' } as const
  expect(made.decide(anna, { ...asked, state: 'disputed' })).toBe(2)
  expect(made.decide(anna, { ...asked, state: 'disputed' })).toBe(0)
  const states = () => made.lines(first, first + 4).map(({ state }) => state)
  expect(states()).toEqual(['disputed', 'agrees', 'disputed', 'open'])
  expect(made.lines(first, first + 1)[0]).toMatchObject({ person: 'Anna', reason: 'their converter' })
  expect(made.decide(anna, { ...asked, to: first + 1, state: 'accepted' })).toBe(1)
  meter([first + 2], 240_000, 1)
  expect(states()).toEqual(['accepted', 'agrees', 'open', 'open'])
  meter([first + 2], 201_000, 2)
  expect(states()).toEqual(['accepted', 'agrees', 'agrees', 'open'])
  expect(audit.filter((line) => line.startsWith('SupplierDifferencesDecided'))).toHaveLength(2)
  expect(() => db.run("UPDATE supplier_decision SET state = 'accepted'")).toThrow('append-only')
})

test('days of the site: a drift below the limit of each quarter shows in the sum of the day', async () => {
  const { book: made, meter } = book()
  meter(quarters(192), ourWh)
  const theirs = quarters(192).map((_, i) => (i < 96 ? ourWh : ourWh + 4_500))
  await made.take(anna, file(theirs))
  expect(made.days(first, first + 192)).toMatchObject([
    { day: '2025-03-03', register: 'import', compared: 96, differing: 0, isSumOff: false },
    {
      day: '2025-03-04',
      compared: 96,
      differing: 0,
      open: 0,
      theirWh: 96 * 254_500,
      ourWh: 96 * ourWh,
      isSumOff: true,
    },
  ])
})

test('a year of both registers is taken over in turns, to the last line', async () => {
  const { book: made, rows } = book()
  const count = 35_040
  const both = (['import', 'export'] as const).flatMap((register) =>
    quarters(count).map((quarter) => ({ register, quarter, wh: quarter % 1_000 })),
  )
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const sum = await made.take(anna, { ...file([]), lines: both })
  clearInterval(timer)
  expect(sum.unknown).toBe(2 * count)
  expect(rows()).toBe(2 * count)
  expect(turns).toBeGreaterThan(20)
})
