import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PowerchainError } from '../../../domain/errors.ts'
import { silentLog } from '../../../domain/log.ts'
import { createAnchorFile } from '../../../main/audit/anchor.ts'
import { hashOf } from '../../../main/audit/chain.ts'
import { createAuditTrail } from '../../../main/audit/trail.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'

let dir = ''
let db: SiteDb
const disk = { isFull: false }

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'powerchain-audit-'))
  db = openDb({ file: join(dir, 'site.db'), clock: systemClock, log: silentLog })
  disk.isFull = false
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

function trail() {
  const failable = <T>(work: () => T): T => {
    if (disk.isFull) throw new PowerchainError('Store.Failed', 'site.db: the disk is full.')
    return db.transaction(work)
  }
  const anchors = createAnchorFile(join(dir, 'audit.anchors'))
  return createAuditTrail({
    db: { ...db, transaction: failable, durable: failable },
    anchors,
    clock: systemClock,
    log: silentLog,
  })
}

function written(rows: number) {
  const audit = trail()
  for (let i = 1; i <= rows; i++)
    audit.write({ person: 'ada', action: 'InstructionGiven', assetId: `container-${i}`, detail: `hold ${i} kW` })
  return audit
}

/** Somebody with a hex editor: the triggers are no obstacle. */
function tamper(...statements: string[]) {
  db.run('DROP TRIGGER audit_is_never_changed')
  db.run('DROP TRIGGER audit_is_never_deleted')
  for (const sql of statements) db.run(sql)
}

test('an untouched trail verifies, is listed newest first, page by page', async () => {
  const audit = written(5)
  expect(await audit.verify()).toEqual({ rows: 5, brokenAt: null })
  expect(audit.list({ limit: 2 }).map((row) => [row.n, row.assetId])).toEqual([
    [5, 'container-5'],
    [4, 'container-4'],
  ])
  expect(audit.list({ before: 4, limit: 2 }).map((row) => row.n)).toEqual([3, 2])
})

test('the chain goes on over a restart', async () => {
  written(2).stop()
  written(2)
  expect(await trail().verify()).toEqual({ rows: 4, brokenAt: null })
})

test('a long trail is walked in slices', async () => {
  const audit = trail()
  for (let i = 0; i < 2_100; i++) audit.write({ person: 'engine', action: 'SetpointApplied', detail: `${i}` })
  expect(await audit.verify()).toEqual({ rows: 2_100, brokenAt: null })
})

test('the database itself refuses to change or delete a row', () => {
  written(2)
  expect(() => db.run("UPDATE audit SET detail = 'nothing' WHERE n = 1")).toThrow('append-only')
  expect(() => db.run('DELETE FROM audit')).toThrow('append-only')
})

test.each([
  { what: 'an edited row', sql: ["UPDATE audit SET detail = 'hold 9 kW' WHERE n = 3"], brokenAt: 3 },
  { what: 'another instant', sql: ['UPDATE audit SET at = at + 1 WHERE n = 2'], brokenAt: 2 },
  { what: 'a row taken out', sql: ['DELETE FROM audit WHERE n = 2'], brokenAt: 2 },
  { what: 'a tail cut off', sql: ['DELETE FROM audit WHERE n > 3'], brokenAt: 4 },
  { what: 'everything deleted', sql: ['DELETE FROM audit'], brokenAt: 1 },
  {
    what: 'a tail cut off and the head set back',
    sql: ['DELETE FROM audit WHERE n > 3', 'UPDATE audit_head SET n = 3, hash = (SELECT hash FROM audit WHERE n = 3)'],
    brokenAt: 4,
  },
])('fault 79: $what is found', async ({ sql, brokenAt }) => {
  const audit = written(5)
  audit.stop()
  tamper(...sql)
  expect(await trail().verify()).toMatchObject({ brokenAt })
})

test('fault 79: a chain written anew from the first row on does not match its anchors', async () => {
  const audit = written(2)
  audit.stop()
  tamper("UPDATE audit SET detail = 'nothing happened' WHERE n = 1")
  let prev = '0'.repeat(64)
  for (const row of db.all<Parameters<typeof hashOf>[0]>('SELECT * FROM audit ORDER BY n')) {
    const hash = hashOf({ ...row, prev })
    db.run('UPDATE audit SET prev = ?, hash = ? WHERE n = ?', prev, hash, row.n)
    prev = hash
  }
  db.run('UPDATE audit_head SET hash = ?', prev)
  expect(await trail().verify()).toEqual({ rows: 2, brokenAt: 2 })
})

test('an anchor file with a torn last line still counts', async () => {
  const audit = written(3)
  audit.stop()
  appendFileSync(join(dir, 'audit.anchors'), '{"n":9,"ha')
  expect(await trail().verify()).toEqual({ rows: 3, brokenAt: null })
  expect(readFileSync(join(dir, 'audit.anchors'), 'utf8').split('\n')).toHaveLength(2)
  writeFileSync(join(dir, 'audit.anchors'), '')
  expect(await trail().verify()).toEqual({ rows: 3, brokenAt: null })
})

test("fault 30: on a full disk a person's act is refused, the engine's rows wait and are chained later", async () => {
  const audit = written(1)
  disk.isFull = true
  audit.write({ person: 'engine', action: 'SetpointApplied', detail: 'first' })
  audit.write({ person: 'engine', action: 'SetpointApplied', detail: 'second' })
  expect(() => audit.write({ person: 'ada', action: 'InstructionGiven', detail: 'hold' })).toThrow(
    expect.objectContaining({ code: 'Store.Failed' }),
  )
  expect(audit.conditions()).toMatchObject([{ code: 'audit.failing', text: expect.stringContaining('2 rows wait') }])
  disk.isFull = false
  audit.write({ person: 'ada', action: 'InstructionGiven', detail: 'third' })
  expect(audit.list({ limit: 3 }).map((row) => row.detail)).toEqual(['third', 'second', 'first'])
  expect(audit.conditions()).toEqual([])
  expect(await audit.verify()).toEqual({ rows: 4, brokenAt: null })
})
