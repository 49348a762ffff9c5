import { expect, test } from 'vitest'
import { silentLog } from '../../../../domain/log.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { createWindowEnds } from '../../../../main/settlement/agreements/acts/window-ends.ts'
import type { PostedBatch } from '../../../../main/settlement/agreements/fold.ts'
import type { Pause } from '../../../../main/settlement/agreements/pause-clock.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'

const usualMs = 7 * 86_400_000
const at = Date.UTC(2026, 10, 30)
const batch = (sequence: number): PostedBatch => ({
  site: 7,
  sequence,
  isCorrection: false,
  digest: `0x${String(sequence).repeat(64)}`,
  at,
  toQuarter: at / 900_000,
  isFinal: true,
  isRejected: false,
})

test('windows are asked for one after the other, the newest first, and remembered; until then the usual time stands', async () => {
  const db = openDb({ file: ':memory:', clock: createVirtualClock(at), log: silentLog })
  const asked: unknown[] = []
  const read = async ({ args }: { args: readonly unknown[] }) => {
    asked.push(args[1])
    return `${at / 1_000 + 3_600}`
  }
  const pauses: Pause[] = []
  const ledger = { read } as Parameters<typeof createWindowEnds>[0]['ledger']
  const windows = createWindowEnds({ db, ledger, chain: () => ({ pauses }), clock: { now: () => at + 120_000 } })
  const [first, second] = [batch(1), batch(2)]
  expect(windows.endOf(first)).toEqual({ at: at + usualMs, isKnown: false })
  for (let turn = 0; turn < 3; turn++) await windows.follow([first, second])
  expect(asked).toEqual(['2', '1'])
  expect(windows.known()).toEqual({ [first.digest]: at + 3_600_000, [second.digest]: at + 3_600_000 })
  expect(windows.endOf(second)).toEqual({ at: at + 3_600_000, isKnown: true })
  pauses.push({ from: at, until: at + 60_000 })
  expect(windows.known()[second.digest], 'a pause gives more time').toBe(at + 3_660_000)
  db.close()
})
