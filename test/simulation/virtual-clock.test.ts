import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVirtualClock } from '../../main/simulate/virtual-clock.ts'

test('timers fire when they are due, those of one instant in the order they were set', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }), (delays) => {
      const clock = createVirtualClock(0)
      const fired: { delay: number; place: number }[] = []
      delays.forEach((delay, place) =>
        clock.after(delay, () => {
          expect(clock.monotonicMs()).toBe(delay)
          fired.push({ delay, place })
        }),
      )
      clock.advance(500)
      const expected = delays
        .map((delay, place) => ({ delay, place }))
        .toSorted((a, b) => a.delay - b.delay || a.place - b.place)
      expect(fired).toEqual(expected)
    }),
  )
})

test('a period does not drift, also when a timer inside it sets others', () => {
  const clock = createVirtualClock(1_000)
  const at: number[] = []
  clock.every(70, () => {
    at.push(clock.monotonicMs())
    clock.after(13, () => {})
  })
  clock.advance(350)
  expect(at).toEqual([70, 140, 210, 280, 350])
  expect(clock.now()).toBe(1_350)
})

test('a timer that was stopped does not fire, also when it is stopped by one due before it', () => {
  const clock = createVirtualClock(0)
  let count = 0
  const stop = clock.after(10, () => (count += 1))
  clock.after(5, stop)
  const stopTurns = clock.every(3, () => (count += 1))
  clock.after(7, stopTurns)
  clock.advance(100)
  expect(count).toBe(2)
})

test('promises settle between two timers', async () => {
  const clock = createVirtualClock(0)
  const steps: string[] = []
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))
  const work = async () => {
    await wait(10)
    steps.push('first')
    await wait(0)
    steps.push('second')
  }
  void work()
  clock.after(11, () => steps.push('timer'))
  await clock.run(20)
  expect(steps).toEqual(['first', 'second', 'timer'])
})

test('after a sleep the turns that were missed are skipped; a clock that is set leaves the monotonic one alone', () => {
  const clock = createVirtualClock(0)
  let turns = 0
  clock.every(10, () => (turns += 1))
  clock.sleep(95)
  clock.advance(10)
  expect(turns).toBe(2)
  clock.setWall(1_000_000)
  expect([clock.now(), clock.monotonicMs()]).toEqual([1_000_000, 105])
})
