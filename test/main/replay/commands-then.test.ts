import { expect, onTestFinished, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import { silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createInstructionTable } from '../../../main/historian/instructions.ts'
import { commandsThen } from '../../../main/replay/commands-then.ts'
import { newFile } from '../historian/reading-store.ts'

const begin = Date.UTC(2026, 3, 14, 12)
const minute = 60_000

function command(id: string, [from, until]: [number, number], more: Partial<Instruction> = {}): Instruction {
  return {
    id,
    source: 'operator',
    owner: 'Ada',
    reason: 'a test',
    kind: 'setpoint',
    assetId: 'battery',
    powerKW: 100,
    from: begin + from * minute,
    until: begin + until * minute,
    state: 'completed',
    outcome: 'confirmed',
    outcomeDetail: '',
    ...more,
  }
}

test('commands of people are given with the time they really ended', async () => {
  const db = openDb({ file: newFile(), clock: systemClock, log: silentLog })
  onTestFinished(db.close)
  const table = createInstructionTable({ db })
  const cancelled = { state: 'cancelled' } as const
  table.save(command('over-before', [-20, -10]))
  table.save(command('to-its-end', [-5, 5]))
  table.save(command('ended-by-a-person', [10, 50], cancelled))
  table.save(command('replaced', [52, 58], cancelled))
  table.save(command('next', [55, 57]))
  table.save(command('ended-before', [-30, 50], { ...cancelled, assetId: 'mine' }))
  table.save(command('pulse', [1, 2], { source: 'commissioning' }))
  table.save(command('later', [61, 70]))
  for (const [at, asset] of [
    [-10, 'mine'],
    [12, 'mine'],
    [20, 'battery'],
  ] as const)
    db.run(
      "INSERT INTO audit (at, person, action, asset, detail, prev, hash) VALUES (?, 'Ada', 'InstructionEnded', ?, '', '', '')",
      begin + at * minute,
      asset,
    )
  const held = await commandsThen(db, { from: begin, to: begin + 60 * minute }, () => Promise.resolve())
  const rows = held.map(({ id, from, until }) => [id, (from - begin) / minute, (until - begin) / minute])
  expect(rows.toSorted()).toEqual([
    ['ended-by-a-person', 10, 20],
    ['next', 55, 57],
    ['replaced', 52, 55],
    ['to-its-end', -5, 5],
  ])
  expect(held.every(({ state }) => state === 'far')).toBe(true)
})
