import Sqlite from 'better-sqlite3'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Log, silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { lockDataDir } from '../../../main/historian/lock.ts'
import { migrate, migrations } from '../../../main/historian/migrate.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'powerchain-db-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const open = (log: Log = silentLog) => openDb({ file: join(dir, 'site.db'), clock: systemClock, log })

test('a new file takes every migration and opens again without any', () => {
  open().close()
  const db = open()
  expect(db.get<{ user_version: number }>('PRAGMA user_version')).toEqual({ user_version: migrations.length })
  expect(db.bytes()).toBeGreaterThan(0)
  db.close()
})

test('fault 34: a file of a newer version is refused in a plain sentence and left alone', () => {
  open().close()
  const newer = new Sqlite(join(dir, 'site.db'))
  newer.pragma('user_version = 99')
  newer.close()
  expect(() => open()).toThrow(
    expect.objectContaining({ code: 'Store.NewerVersion', message: expect.stringContaining('format 99') }),
  )
})

test('fault 34: a copy is made before an old file is changed, and the old program can still open it', () => {
  const file = join(dir, 'site.db')
  const sqlite = new Sqlite(file)
  migrate(sqlite, file, silentLog, migrations.slice(0, 1))
  sqlite.prepare("INSERT INTO point (asset, name) VALUES ('pv', 'activePowerKW')").run()
  sqlite.close()
  open().close()
  const copy = new Sqlite(`${file}.before-2`)
  expect(copy.pragma('user_version', { simple: true })).toBe(1)
  expect(copy.prepare('SELECT asset FROM point').get()).toEqual({ asset: 'pv' })
  copy.close()
})

test('fault 34: a migration that fails half-way leaves nothing of itself', () => {
  const file = join(dir, 'half.db')
  const sqlite = new Sqlite(file)
  const broken = { name: 'break', sql: 'CREATE TABLE a (x); CREATE TABLE a (x);' }
  expect(() => migrate(sqlite, file, silentLog, [broken])).toThrow('already exists')
  expect(sqlite.pragma('user_version', { simple: true })).toBe(0)
  expect(sqlite.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 0 })
  sqlite.close()
})

test('fault 32: a file that is no database is refused in words', () => {
  writeFileSync(join(dir, 'site.db'), 'not a database at all, just text that is long enough to be read as a header')
  expect(() => open()).toThrow(expect.objectContaining({ code: 'Store.Damaged' }))
  expect(() => open()).toThrow('not a database of this program')
})

test('a query that holds up the loop is logged', () => {
  const warned: unknown[] = []
  const log: Log = { ...silentLog, warn: (message, fields) => warned.push([message, fields]) }
  const db = open(log)
  db.get('WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000000) SELECT max(x) FROM c')
  expect(warned).toEqual([['slow query', expect.objectContaining({ tookMs: expect.any(Number) })]])
  db.close()
})

test('fault 35: a data folder has one owner, and is free again after it', () => {
  const folder = join(dir, 'data')
  const unlock = lockDataDir(folder)
  expect(existsSync(folder)).toBe(true)
  expect(() => lockDataDir(folder)).toThrow(expect.objectContaining({ code: 'Store.InUse' }))
  unlock()
  lockDataDir(folder)()
})
