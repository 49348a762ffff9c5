import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Interval } from '../../../domain/metering/meter.ts'
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
  const done: number[] = []
  let isFull = true
  const corrections = createCorrections({
    corrected: () => Array.from({ length: 40 }, (_, i) => i),
    revise(quarter) {
      if (isFull && quarter === 5) throw new Error('the disk is full')
      done.push(quarter)
    },
  })
  expect(() => corrections.turn()).toThrow('full')
  isFull = false
  while (!corrections.turn());
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i))
})

test('corrected quarters are found by what is on the disk', () => {
  const clock = createVirtualClock(0)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  const store = createMeteringStore(db)
  store.addIntervals([revised(7, 0), revised(8, 0), revised(8, 1), revised(3, 0), revised(3, 1), revised(3, 2)], 0)
  expect(store.corrected()).toEqual([3, 8])
  db.close()
})

function revised(quarter: number, revision: number): Interval {
  return {
    pointId: 'grid',
    register: 'import',
    quarter,
    revision,
    wh: 1,
    quality: 'measured',
    method: 'registers',
    epoch: 1,
    closingWh: null,
  }
}
