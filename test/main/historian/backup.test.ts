import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { createAnchorFile } from '../../../main/audit/anchor.ts'
import { createAuditTrail } from '../../../main/audit/trail.ts'
import { createBackups } from '../../../main/historian/backup.ts'
import { openDb } from '../../../main/historian/db.ts'
import { knownPoints, scanOf, start, valueOf } from './kill/stream.ts'
import { newFile, openStore, stored } from './reading-store.ts'

async function setUp() {
  const { store, clock, file } = await openStore()
  const dataDir = dirname(file)
  const db = openDb({ file: join(dataDir, 'site.db'), clock, log: silentLog })
  const audit = createAuditTrail({ db, anchors: createAnchorFile(join(dataDir, 'anchors')), clock, log: silentLog })
  const numbers = await store.ask('know', { points: knownPoints })
  let scans = 0
  const append = (count: number) => {
    for (let i = 0; i < count; i++) store.append(scanOf(scans++, numbers))
    audit.write({ person: 'Ada', action: 'Counted', detail: `${scans}` })
  }
  return { store, clock, dataDir, db, append, backups: createBackups({ dataDir, db, store, clock }) }
}

test('a backup is made while readings are stored, and a restored copy starts and answers', async () => {
  const { store, clock, dataDir, db, append, backups } = await setUp()
  append(2_000)
  await stored(store)
  const making = backups.make()
  append(500)
  const { folder, bytes } = await making
  await stored(store)
  expect(bytes).toBeGreaterThan(0)
  expect(readdirSync(folder).toSorted()).toEqual(['history.db', 'site.db'])
  db.close()

  const restored = newFile()
  for (const name of ['history.db', 'site.db']) copyFileSync(join(folder, name), join(dirname(restored), name))
  const { store: again } = await openStore({ file: restored })
  const { value } = await again.ask('samples', { point: 3, from: start, to: start + 2e6, most: Infinity })
  expect([...value]).toEqual(Array.from({ length: 2_000 }, (_, n) => valueOf(n, 2)))
  const site = openDb({ file: join(dirname(restored), 'site.db'), clock, log: silentLog })
  const anchors = createAnchorFile(join(dataDir, 'anchors'))
  const trail = createAuditTrail({ db: site, anchors, clock, log: silentLog })
  expect(await trail.verify()).toMatchObject({ brokenAt: null })
  site.close()
})

test('who asks while a backup is made gets that one; the newest five are kept', async () => {
  const { clock, dataDir, db, append, backups } = await setUp()
  append(10)
  const [one, other] = await Promise.all([backups.make(), backups.make()])
  expect(other).toEqual(one)
  for (let i = 0; i < 5; i++) {
    clock.advance(1_000)
    await backups.make()
  }
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(5)
  expect(existsSync(one.folder)).toBe(false)
  db.close()
})
