import Sqlite from 'better-sqlite3'
import { execFileSync, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { createAnchorFile } from '../../../../main/audit/anchor.ts'
import { createAuditTrail } from '../../../../main/audit/trail.ts'
import { systemClock } from '../../../../main/clock.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { readSamples } from '../../../../main/historian/readings/query.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'
import { startHistorian } from '../../../../main/historian/historian.ts'
import { good, imageOf } from '../fake-image.ts'
import { knownPoints, scanOf, start, valueOf } from '../kill/stream.ts'
import { beside, newFile, openStore, stored, until } from '../reading-store.ts'

const dayMs = 86_400_000
const points = [{ assetId: 'grid', point: 'activePowerKW' }] as const

test('fault 30: a full disk is told; recording goes on and what waits is kept', async () => {
  const forEver = 900 * dayMs
  const retention = { rawMs: { fast: forEver, slow: forEver }, minutesMs: forEver, maxBytes: 60_000 }
  const { store, clock } = await openStore({ retention })
  const historian = await startHistorian({
    ...beside,
    store,
    maxBytes: retention.maxBytes,
    points,
    clock,
    log: silentLog,
  })
  let scans = 0
  await until(() => {
    historian.record(imageOf(clock.now(), { 'grid activePowerKW': good(scans++) }))
    clock.advance(1_000)
    return store.failure() !== undefined && store.waiting() > 0
  })
  expect(historian.state()).toBe('failing')
  expect(historian.conditions()).toContainEqual(
    expect.objectContaining({ code: 'historian.failing', text: expect.stringContaining('the disk is full') }),
  )
  const { at } = await store.ask('samples', { point: 1, from: 0, to: 2 ** 45, most: Infinity })
  expect(at.length + store.waiting() + store.dropped()).toBeGreaterThanOrEqual(scans)
  expect(store.dropped()).toBe(0)
})

test('fault 30: what was kept stays whole on a full disk, and is added to when there is space', () => {
  const db = openDb({
    file: newFile(),
    steps: readingsMigrations,
    maxBytes: 150_000,
    clock: systemClock,
    log: silentLog,
  })
  const series = new Series({ db, clock: systemClock })
  const numbers = series.know(knownPoints)
  let scans = 0
  const appendUntilFull = () => {
    for (;;) {
      scans += 1
      series.append([scanOf(4 * (scans - 1), numbers)])
    }
  }
  const packAll = () => {
    while (series.pack());
  }
  expect(appendUntilFull).toThrow('the disk is full')
  scans -= 1
  const count = () => readSamples(series, { point: 1, from: start, to: start + 1e9, most: Infinity }).at.length
  expect(count()).toBe(scans)
  db.get('PRAGMA max_page_count = 100000')
  packAll()
  series.append([scanOf(4 * scans, numbers)])
  packAll()
  expect(count()).toBe(scans + 1)
  expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  db.close()
})

const isLinux = process.platform === 'linux'

test.runIf(isLinux)(
  'fault 31: when the disk refuses to write nothing is said to be saved that is not; all of it is stored later',
  async () => {
    const folder = dirname(newFile())
    const script = fileURLToPath(new URL('strained.ts', import.meta.url))
    // what goes beyond 2 MB is refused with an error of the disk, until the limit is lifted
    const child = spawn('sh', ['-c', 'ulimit -S -f 4000; exec "$0" "$@"', process.execPath, script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let troubles = ''
    let scans = 0
    for await (const line of createInterface({ input: child.stdout })) {
      const [count = '', how] = line.split(' ')
      scans = Number(count)
      const isBoth = line.includes('the disk reports an error') && line.includes('The audit trail cannot be written')
      if (isBoth && troubles === '') {
        troubles = line
        execFileSync('prlimit', ['--pid', `${child.pid}`, '--fsize=unlimited'])
      } else if (how === 'scans' && troubles !== '') child.stdin.end()
    }
    expect(troubles).not.toBe('')

    const db = openDb({ file: join(folder, 'site.db'), clock: systemClock, log: silentLog })
    const anchors = createAnchorFile(join(folder, 'audit.anchors'))
    const trail = createAuditTrail({ db, anchors, clock: systemClock, log: silentLog })
    expect(await trail.verify()).toEqual({ rows: scans, brokenAt: null })
    expect(db.get('SELECT count(*) AS rows FROM alarm_journal')).toEqual({ rows: scans })
    db.close()
    const { store } = await openStore({ file: join(folder, 'history.db') })
    const { value } = await store.ask('samples', { point: 2, from: start, to: start + 1_000 * scans, most: Infinity })
    expect([...value]).toEqual(Array.from({ length: scans }, (_, n) => valueOf(n, 1)))
    expect(knownPoints).toHaveLength(20)
  },
  60_000,
)

test('fault 33: a disk that takes 5 s is told, recording does not wait for it, and nothing is lost', async () => {
  const { store, clock, file } = await openStore()
  const historian = await startHistorian({ ...beside, store, maxBytes: 2 ** 40, points, clock, log: silentLog })
  const slow = new Sqlite(file)
  slow.exec('BEGIN IMMEDIATE')
  for (let s = 0; s < 4; s++) {
    historian.record(imageOf(clock.now(), { 'grid activePowerKW': good(s) }))
    clock.advance(1_000)
  }
  expect(historian.conditions()).toEqual([])
  clock.advance(1_000)
  expect(historian.state()).toBe('failing')
  expect(historian.conditions()).toEqual([
    expect.objectContaining({ code: 'historian.slow', text: expect.stringContaining('4 wait in memory') }),
  ])
  slow.exec('ROLLBACK')
  slow.close()
  await stored(store)
  expect(historian.conditions()).toEqual([])
  expect((await store.ask('samples', { point: 1, from: 0, to: 2 ** 45, most: 9 })).value).toEqual(
    Float64Array.of(0, 1, 2, 3),
  )
})

test('fault 33: what waits is bounded, and what is lost is counted', async () => {
  const { store, file } = await openStore()
  const slow = new Sqlite(file)
  slow.exec('BEGIN IMMEDIATE')
  const count = 400_000
  const scan = (n: number) => ({
    at: start + n,
    point: Uint32Array.from({ length: count }, (_, i) => i + 1),
    value: new Float64Array(count).fill(n),
    quality: new Uint8Array(count),
  })
  for (let n = 0; n < 7; n++) store.append(scan(n))
  expect({ waiting: store.waiting(), dropped: store.dropped() }).toEqual({ waiting: 5 * count, dropped: 2 * count })
  slow.exec('ROLLBACK')
  slow.close()
  await stored(store)
  const { value } = await store.ask('samples', { point: 7, from: start, to: start + 10, most: 10 })
  expect(value).toEqual(Float64Array.of(0, 3, 4, 5, 6))
}, 60_000)
