import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { createAnchorFile } from '../../../../main/audit/anchor.ts'
import { createAuditTrail } from '../../../../main/audit/trail.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { startHistorian } from '../../../../main/historian/historian.ts'
import { readSamples } from '../../../../main/historian/readings/query.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { seeded } from '../../../bench/historian/signals.ts'
import { good, imageOf } from '../fake-image.ts'
import { knownPoints, scanOf, start } from '../kill/stream.ts'
import { beside, newFile, openStore, stored } from '../reading-store.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const points = [{ assetId: 'grid', point: 'activePowerKW' }] as const
const openHistory = (file: string) => openDb({ file, steps: readingsMigrations, clock, log: silentLog })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-torn-'))
  folders.push(folder)
  return folder
}

/** Scans and audit rows, and how long the log of each file was after every one. */
function written(folder: string, rows: number) {
  const history = openHistory(join(folder, 'history.db'))
  const site = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const series = new Series({ db: history, clock })
  const audit = createAuditTrail({
    db: site,
    anchors: createAnchorFile(join(folder, 'anchors')),
    clock,
    log: silentLog,
  })
  const numbers = series.know(knownPoints)
  const ends = { history: [] as number[], site: [] as number[] }
  const sizeOf = (name: string) => statSync(join(folder, `${name}.db-wal`)).size
  for (let n = 0; n < rows; n++) {
    series.append([scanOf(n, numbers)])
    audit.write({ person: 'engine', action: 'Counted', detail: `row ${n}` })
    ends.history.push(sizeOf('history'))
    ends.site.push(sizeOf('site'))
  }
  return { ends, close: () => (history.close(), site.close()) }
}

/** The file as a power cut leaves it: its log ends at `at`, or is rubbish from there on. */
function torn(from: string, name: string, at: number, isRubbish: boolean): string {
  const to = newFolder()
  copyFileSync(join(from, `${name}.db`), join(to, `${name}.db`))
  const log = join(to, `${name}.db-wal`)
  copyFileSync(join(from, `${name}.db-wal`), log)
  if (isRubbish) {
    const bytes = readFileSync(log)
    bytes.fill(0xa5, at, at + 4_096)
    writeFileSync(log, bytes)
  } else truncateSync(log, at)
  return join(to, `${name}.db`)
}

function before(sizes: readonly number[], at: number): number {
  return sizes.filter((size) => size <= at).length
}

test('fault 29: after a torn log the files are whole, and all that was before the tear is there', async () => {
  const folder = newFolder()
  const { ends, close } = written(folder, 120)
  const random = seeded(29)
  for (let round = 0; round < 30; round++) {
    const at = { history: 0, site: 0 }
    for (const name of ['history', 'site'] as const) at[name] = Math.floor(random() * (ends[name].at(-1) ?? 0))
    const history = openHistory(torn(folder, 'history', at.history, round % 2 === 0))
    const series = new Series({ db: history, clock })
    expect(history.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    const { at: found } = readSamples(series, { point: 1, from: start, to: start + 1e6, most: Infinity })
    expect(found.length).toBeGreaterThanOrEqual(before(ends.history, at.history))
    expect([...found]).toEqual(Array.from(found, (_, n) => start + 1_000 * n))
    history.close()

    const file = torn(folder, 'site', at.site, round % 2 === 0)
    const site = openDb({ file, clock, log: silentLog })
    const anchors = createAnchorFile(`${file}.anchors`)
    const { rows, brokenAt } = await createAuditTrail({ db: site, anchors, clock, log: silentLog }).verify()
    expect(brokenAt).toBe(null)
    expect(rows).toBeGreaterThanOrEqual(before(ends.site, at.site))
    site.close()
  }
  close()
})

test('fault 32: a damaged file is put aside when it is opened, a new one is begun, and a person is told', async () => {
  const file = newFile()
  const first = await openStore({ file })
  const numbers = await first.store.ask('know', { points: knownPoints })
  for (let n = 0; n < 50; n++) first.store.append(scanOf(n, numbers))
  await first.store.stop()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4_096)
  writeFileSync(file, bytes)
  const { store, clock: virtual } = await openStore({ file })
  const historian = await startHistorian({
    ...beside,
    store,
    maxBytes: 2 ** 40,
    points,
    clock: virtual,
    log: silentLog,
  })
  expect(historian.conditions()).toEqual([
    expect.objectContaining({ code: 'historian.damaged', response: expect.stringContaining('.damaged-') }),
  ])
  expect(readdirSync(dirname(file)).some((name) => name.startsWith('history.db.damaged-'))).toBe(true)
  historian.record(imageOf(virtual.now(), { 'grid activePowerKW': good(1) }))
  await stored(store)
  expect(historian.state()).toBe('storing')
})

test.runIf(process.platform !== 'win32')(
  'fault 32: a file deleted while running is begun anew with the readings that were not packed yet',
  async () => {
    const { store, file, clock: virtual } = await openStore()
    const historian = await startHistorian({
      ...beside,
      store,
      maxBytes: 2 ** 40,
      points,
      clock: virtual,
      log: silentLog,
    })
    const record = async (value: number) => {
      historian.record(imageOf(virtual.now(), { 'grid activePowerKW': good(value) }))
      await stored(store)
      virtual.advance(1_000)
    }
    const from = virtual.now()
    for (let n = 0; n < 5; n++) await record(n)
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    await record(5)
    expect(existsSync(file)).toBe(true)
    virtual.advance(5_000)
    await store.ask('health', {})
    await Promise.resolve()
    expect(historian.conditions()).toEqual([
      expect.objectContaining({ code: 'historian.damaged', text: expect.stringContaining('deleted') }),
    ])
    const { value } = await store.ask('samples', { point: 1, from, to: virtual.now(), most: 10 })
    expect(value).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5))
  },
)

test('fault 34: readings of a newer version are refused in a plain sentence and left alone', async () => {
  const file = newFile()
  openHistory(file).close()
  const newer = new Sqlite(file)
  newer.pragma('user_version = 99')
  newer.close()
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'Store.NewerVersion' })
  expect(readdirSync(dirname(file)).filter((name) => name.includes('damaged'))).toEqual([])
})

test('fault 41: stored instants do not depend on the time zone of the machine', async () => {
  const virtual = createVirtualClock()
  const { store } = await openStore({}, virtual)
  const historian = await startHistorian({
    ...beside,
    store,
    maxBytes: 2 ** 40,
    points,
    clock: virtual,
    log: silentLog,
  })
  const zone = process.env['TZ']
  for (const name of ['Asia/Kathmandu', 'America/St_Johns']) {
    process.env['TZ'] = name
    historian.record(imageOf(virtual.now(), { 'grid activePowerKW': good(virtual.monotonicMs()) }))
    virtual.advance(1_000)
  }
  process.env['TZ'] = zone
  await stored(store)
  const { at } = await store.ask('samples', { point: 1, from: 0, to: 2 ** 45, most: 10 })
  expect(at).toEqual(Float64Array.of(virtual.now() - 2_000, virtual.now() - 1_000))
})
