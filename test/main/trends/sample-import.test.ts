import { expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { silentLog } from '../../../domain/log.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { startHistorian } from '../../../main/historian/historian.ts'
import { createSampleImport } from '../../../main/trends/sample-import.ts'
import { good, imageOf } from '../historian/fake-image.ts'
import { beside, openStore, stored } from '../historian/reading-store.ts'

const eve: Person = { name: 'Eve', role: 'engineer' }
const power = { assetId: 'grid', point: 'activePowerKW' } as const

async function setUp() {
  const { store, clock } = await openStore()
  const historian = await startHistorian({
    ...beside,
    store,
    maxBytes: 2 ** 40,
    points: [power],
    clock,
    log: silentLog,
  })
  const audited: AuditEntry[] = []
  const importSamples = createSampleImport({ historian, audit: (entry) => audited.push(entry), clock })
  const give = (csv: string, ref: { assetId: string; point: 'activePowerKW' } = power) => {
    const file = { name: 'grid.csv', base64: Buffer.from(csv).toString('base64') }
    return importSamples(eve, { ...ref, file, reason: 'from the former system' })
  }
  const iso = (agoMs: number) => new Date(clock.now() - agoMs).toISOString()
  const rows = async () => {
    const { at, value, quality } = await historian.samples({ ...power, from: 0, to: 2 ** 45, most: 100 })
    return at.map((instant, i) => [clock.now() - instant, value[i], quality[i]])
  }
  return { historian, store, clock, audited, give, iso, rows }
}

test('rows out of order are stored in order, with missing values and qualities, and are on record', async () => {
  const { give, iso, rows, audited } = await setUp()
  const csv = `time,value,quality\n${iso(1_000)},3,suspect\n${iso(9_000)},-1.5,\n${iso(5_000)},,bad\n`
  expect(await give(csv)).toMatchObject({ rows: 3, taken: 3, faults: [] })
  expect(await rows()).toEqual([
    [9_000, -1.5, 'good'],
    [5_000, null, 'bad'],
    [1_000, 3, 'suspect'],
  ])
  expect(audited).toMatchObject([{ person: 'Eve', action: 'SamplesImported', assetId: 'grid' }])
  expect(audited[0]?.detail).toMatch(/^3 readings of activePowerKW.*"grid.csv". Reason: from the former system$/)
})

test('readings of weeks ago and of this minute fit in beside those that were measured', async () => {
  const { historian, store, clock, give, iso, rows } = await setUp()
  historian.record(imageOf(clock.now(), { 'grid activePowerKW': good(7) }))
  clock.advance(60_000)
  await stored(store)
  await give(`time;value\n${iso(21 * 86_400_000)};1\n${iso(30_000)};2\n${iso(60_000)};8\n`)
  expect(await rows()).toEqual([
    [21 * 86_400_000, 1, 'good'],
    [60_000, 8, 'good'],
    [30_000, 2, 'good'],
  ])
})

test('times may have any offset', async () => {
  const { give, rows, clock } = await setUp()
  const at = clock.now() - (clock.now() % 1_000) - 3_600_000
  const local = new Date(at + 7_200_000).toISOString().replace('Z', '+02:00')
  await give(`time,value\n${local},1\n`)
  expect(await rows()).toEqual([[clock.now() - at, 1, 'good']])
})

test.each([
  { what: 'a time without an offset', row: '2026-01-01T00:00:00,1,', column: 'time' },
  { what: 'a time to come', row: '2999-01-01T00:00:00Z,1,', column: 'time' },
  { what: 'a time before there was anything', row: '1999-01-01T00:00:00Z,1,', column: 'time' },
  { what: 'a word for a value', row: '2010-01-01T00:00:00Z,high,', column: 'value' },
  { what: 'no value with no quality', row: '2010-01-01T00:00:00Z,,', column: 'value' },
  { what: 'a value that is bad', row: '2010-01-01T00:00:00Z,1,bad', column: 'value' },
  { what: 'an endless value', row: '2010-01-01T00:00:00Z,1e999,', column: 'value' },
  { what: 'an unknown quality', row: '2010-01-01T00:00:00Z,1,fine', column: 'quality' },
  { what: 'a time twice', row: '2011-01-01T01:00:00+01:00,5,', column: 'time' },
])('nothing is taken of a table with $what', async ({ row, column }) => {
  const { give, rows, audited } = await setUp()
  const outcome = await give(`time,value,quality\n2011-01-01T00:00:00Z,1,good\n${row}\n`)
  expect(outcome).toMatchObject({ taken: 0, from: null, faults: [{ row: 3, column }] })
  expect(await rows()).toEqual([])
  expect(audited).toEqual([])
})

test.each([
  { what: 'no time', csv: 'when,value\n1,1\n' },
  { what: 'no rows', csv: 'time,value\n' },
])('a table with $what says so', async ({ csv }) => {
  const { give } = await setUp()
  const { faults, taken } = await give(csv)
  expect(taken).toBe(0)
  expect(faults.length).toBeGreaterThan(0)
})

test('more than 10,000 rows, and a point that is not stored, are refused', async () => {
  const { give, iso, audited } = await setUp()
  const many = `time,value\n${`${iso(1_000)},1\n`.repeat(10_001)}`
  await expect(give(many)).rejects.toMatchObject({ code: 'Config.Invalid' })
  const stranger = give(`time,value\n${iso(1_000)},1\n`, { assetId: 'nobody', point: 'activePowerKW' })
  await expect(stranger).rejects.toMatchObject({ code: 'Config.NotFound' })
  expect(audited).toEqual([])
})
