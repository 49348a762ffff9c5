import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { hashOf } from '../../../main/audit/chain.ts'
import { createAuditTrail } from '../../../main/audit/trail.ts'
import { statedAnchors } from '../../../main/settlement/statements/anchor-line.ts'
import { verifyStatements } from '../../../main/settlement/verify/verify-statements.ts'
import { hourMs, passphrase, statingSite } from './stating-site.ts'

let site: ReturnType<typeof statingSite>
beforeEach(() => {
  site = statingSite()
})
afterEach(() => site.close())

/** The trail of the site, whose anchors besides the statements lie in memory. */
function trailOf(kept: { n: number; hash: string }[]) {
  const { db, clock } = site
  const anchors = {
    drop: (head: { n: number; hash: string }) => void kept.push(head),
    read: () => [...kept, ...statedAnchors(db)],
  }
  return createAuditTrail({ db, anchors, clock, log: silentLog })
}

test('fault 79: a trail written anew with its anchors on the disk does not match what the site signed', async () => {
  const { db, clock, key, turns, trail, document } = site
  const audit = trailOf([])
  for (const detail of ['hold 5 kW', 'hold 6 kW', 'hold 7 kW'])
    audit.write({ person: 'ada', action: 'InstructionGiven', detail })
  trail.head = audit.headBefore(clock.now() + 1)
  expect(trail.head?.n).toBe(3)
  await key.create(passphrase)
  clock.advance(25 * hourMs)
  turns()
  const anchored = document().statements.filter(({ lines }) => lines.some(({ register }) => register === 0))
  expect(anchored.map(({ quarter }) => quarter % 96)).toEqual([0, 0])
  expect(verifyStatements(document()).every(({ result }) => result === 'right')).toBe(true)
  expect(await trailOf([]).verify()).toEqual({ rows: 3, brokenAt: null })
  db.run('DROP TRIGGER audit_is_never_changed')
  db.run("UPDATE audit SET detail = 'hold 9 kW' WHERE n = 2")
  let prev = '0'.repeat(64)
  for (const row of db.all<Parameters<typeof hashOf>[0]>('SELECT * FROM audit ORDER BY n')) {
    const hash = hashOf({ ...row, prev })
    db.run('UPDATE audit SET prev = ?, hash = ? WHERE n = ?', prev, hash, row.n)
    prev = hash
  }
  db.run('UPDATE audit_head SET hash = ?', prev)
  const after = trailOf([])
  expect(await after.verify()).toEqual({ rows: 3, brokenAt: 3 })
  expect(after.conditions().map(({ text }) => text)).toEqual([
    'Audit chain broken at row 3: it is not as it was written.',
  ])
})

test('fault 79: a trail that was changed while the engine was off is noticed at its start', async () => {
  const { db } = site
  const before = trailOf([])
  for (const detail of ['a', 'b', 'c']) before.write({ person: 'ada', action: 'InstructionGiven', detail })
  db.run('DROP TRIGGER audit_is_never_deleted')
  db.run('DELETE FROM audit WHERE n = 2')
  const audit = trailOf([])
  audit.start()
  await expect.poll(() => audit.conditions().map(({ code }) => code)).toEqual(['audit.broken'])
  audit.stop()
})

test('the anchor is the same when a statement is made again, and is no energy of a batch', async () => {
  const { clock, key, turns, batches, trail, store, from } = site
  trail.head = { n: 12, hash: 'ab'.repeat(32) }
  await key.create(passphrase)
  clock.advance(25 * hourMs)
  turns()
  while (batches.turn());
  const [batch] = batches.list(1)
  const lines = store.between(from, from + 96).flatMap((statement) => statement.lines)
  expect(batch?.header.lineCount).toBe(lines.length)
  const energy = lines.filter(({ register }) => register === 3).reduce((sum, { quantity }) => sum + quantity, 0)
  expect(batch?.header.absorbedWh).toBe(energy)
  expect(lines[lines.findIndex(({ register }) => register === 0)]).toMatchObject({
    quantity: 12,
    meterPoint: `0x${'ab'.repeat(32)}`,
  })
})
