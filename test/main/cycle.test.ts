import { expect, test } from 'vitest'
import { silentLog } from '../../domain/log.ts'
import { createCycle } from '../../main/cycle.ts'
import { createVirtualClock } from '../virtual-clock.ts'

function cycleOf(turn: (n: number) => void = () => {}) {
  const clock = createVirtualClock()
  const turns: { cycle: number; pausedMs: number }[] = []
  const cycle = createCycle({
    clock,
    periodMs: 200,
    log: silentLog,
    turn: (t) => {
      turns.push(t)
      turn(t.cycle)
    },
  })
  cycle.start()
  return { clock, cycle, turns }
}

test('turns come at the fixed period, without jitter on a machine that is never late', () => {
  const { clock, cycle, turns } = cycleOf()
  clock.advance(10_000)
  expect(turns).toHaveLength(50)
  expect(cycle.vitals()).toMatchObject({ cycle: 50, jitterP99Ms: 0, lateCycles: 0, failure: undefined })
})

test('a turn that throws is noted and the next one comes', () => {
  const { clock, cycle, turns } = cycleOf((n) => {
    if (n === 3) throw new Error('broken')
  })
  clock.advance(600)
  expect(cycle.vitals().failure).toBe('broken')
  clock.advance(200)
  expect(cycle.vitals().failure).toBeUndefined()
  expect(turns).toHaveLength(4)
})

test('fault 26: a blocked loop is counted late, and the missed turns are not caught up', () => {
  const { clock, cycle, turns } = cycleOf()
  clock.advance(1_000)
  clock.sleep(2_050)
  clock.advance(200)
  expect(cycle.vitals().lateCycles).toBeGreaterThanOrEqual(9)
  expect(turns.length).toBeLessThanOrEqual(7)
  expect(turns[5]?.pausedMs).toBe(1_800)
})

test('stop ends the turns', () => {
  const { clock, cycle, turns } = cycleOf()
  clock.advance(1_000)
  cycle.stop()
  clock.advance(10_000)
  expect(turns).toHaveLength(5)
})
