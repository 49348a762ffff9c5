import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import { silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createInstructionTable } from '../../../main/historian/instructions.ts'
import { instructionsThen } from '../../../main/replay/moment.ts'

const begin = Date.UTC(2024, 5, 12, 12)

function event(id: string, from: number, until: number, more: Partial<Instruction> = {}): Instruction {
  return {
    id,
    source: 'grid',
    owner: 'TSO',
    reason: 'a test',
    kind: 'limit',
    subject: 'importLimit',
    assetId: 'grid',
    powerKW: 2_000,
    rampMs: 60_000,
    primacy: 3,
    baselineKW: 3_600,
    from: begin + from,
    until: begin + until,
    state: 'active',
    outcome: 'confirmed',
    outcomeDetail: '1.90 MW, at most 2.00 MW',
    ...more,
  }
}

function table() {
  const dir = mkdtempSync(join(tmpdir(), 'powerchain-instructions-'))
  const db = openDb({ file: join(dir, 'site.db'), clock: systemClock, log: silentLog })
  onTestFinished(() => {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return { db, instructions: createInstructionTable({ db }) }
}

test('an instruction comes back from the disk with all its terms; those that are over are not loaded, but found', () => {
  const { instructions } = table()
  const open = event('open', 0, 3_600_000)
  const over = event('over', -7_200_000, -3_600_000, { state: 'completed', endedAt: begin - 3_600_000 })
  for (const i of [open, over, event('far', 9_000_000, 9_900_000, { state: 'far' })]) instructions.save(i)
  expect(instructions.load()).toEqual([open, event('far', 9_000_000, 9_900_000, { state: 'far' })])
  const ids = (from: number, until: number, limit = 10) =>
    instructions.between(begin + from, begin + until, limit).map((i) => i.id)
  expect(ids(-5_000_000, 1)).toEqual(['open', 'over'])
  expect(ids(0, 10_000_000)).toEqual(['far', 'open'])
  expect(ids(-10_000_000, 10_000_000, 1)).toEqual(['far'])
  expect(instructions.between(begin - 5_000_000, begin - 4_000_000, 10)).toEqual([over])
})

test('in a replay an event ended early is active until then, and cancelled after', () => {
  const { db, instructions } = table()
  instructions.save(event('e', 0, 600_000, { state: 'cancelled', endedAt: begin + 60_000, beginAt: begin + 10_000 }))
  const then = instructionsThen(db, { from: begin, to: begin + 600_000 })
  expect([5_000, 30_000, 90_000].map((ms) => then(begin + ms)[0]?.state)).toEqual(['near', 'active', 'cancelled'])
})
