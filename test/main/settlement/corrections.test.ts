import { afterEach, beforeEach, expect, test } from 'vitest'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { silentLog } from '../../../domain/log.ts'
import { createMeteringStore } from '../../../main/metering/metering-store.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createCorrections } from '../../../main/settlement/statements/corrections.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { hourMs, statingSite } from './stating-site.ts'

let site: ReturnType<typeof statingSite>
beforeEach(() => {
  site = statingSite()
})
afterEach(() => site.close())

test('fault 75: a correction that a crash left without its statement is found again after the start', () => {
  const { turns, statements, store, values, clock } = site
  clock.advance(2 * hourMs)
  turns()
  const quarter = quarterOf(clock.now()) - 3
  // the energy was corrected on the disk; the process ended before the statement followed
  values.set(quarter, 77)
  const afterStart = createCorrections({ corrected: () => [quarter - 1, quarter], revise: statements.revise })
  expect(afterStart.turn()).toBe(true)
  expect(store.of(quarter)?.revision).toBe(1)
  expect(store.of(quarter - 1)?.revision).toBe(0)
})

test('a statement that could not be revised is tried again in the next turn, none is left out', () => {
  const revised: number[] = []
  let isFull = true
  const corrections = createCorrections({
    corrected: () => Array.from({ length: 40 }, (_, i) => i),
    revise(quarter) {
      if (isFull && quarter === 5) throw new Error('the disk is full')
      revised.push(quarter)
    },
  })
  expect(() => corrections.turn()).toThrow('full')
  isFull = false
  while (!corrections.turn());
  expect(revised.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i))
})

test('corrected quarters are found by what is on the disk', () => {
  const clock = createVirtualClock(0)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  const store = createMeteringStore(db)
  const interval = { pointId: 'grid', register: 'import', wh: 1, quality: 'measured', method: 'registers' } as const
  const rows = [
    [7, 0],
    [8, 0],
    [8, 1],
    [9, 0],
    [3, 0],
    [3, 1],
    [3, 2],
  ] as const
  store.addIntervals(
    rows.map(([quarter, revision]) => ({ ...interval, quarter, revision, epoch: 1, closingWh: null })),
    0,
  )
  expect(store.corrected()).toEqual([3, 8])
  db.close()
})
