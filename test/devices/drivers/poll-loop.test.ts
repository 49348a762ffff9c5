import { expect, test } from 'vitest'
import { backOffMs } from '../../../devices/drivers/back-off.ts'
import { startPolling } from '../../../devices/drivers/poll-loop.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

/** Items that note when they are read and take as long as they are told. */
function site(tookMs: (name: string) => number, holdMs: (name: string) => number = () => 0) {
  const clock = createVirtualClock()
  const reads: [name: string, atMs: number][] = []
  let underWay = 0
  let most = 0
  const item = (name: string, periodMs: number) => ({
    periodMs,
    async read() {
      most = Math.max(most, (underWay += 1))
      reads.push([name, clock.monotonicMs()])
      await new Promise<void>((resolve) => clock.after(tookMs(name), resolve))
      underWay -= 1
      return holdMs(name)
    },
  })
  const at = (name: string) => reads.filter(([read]) => read === name).map(([, ms]) => ms)
  return { clock, item, at, most: () => most }
}

test('fast ones every 100 ms, slow ones every second and spread over it', async () => {
  const { clock, item, at, most } = site(() => 2)
  const items = [item('fast', 100), item('a', 1_000), item('b', 1_000), item('c', 1_000)]
  const stop = startPolling({ items, clock })
  await clock.run(4_000)
  stop()
  const count = at('fast').length
  expect(count).toBeGreaterThan(38)
  expect(at('a').length).toBeGreaterThanOrEqual(4)
  const slots = ['a', 'b', 'c'].map((name) => Math.round((at(name).at(-1) ?? 0) / 100) % 10)
  expect(new Set(slots).size).toBe(3)
  expect(most()).toBe(1)
  await clock.run(1_000)
  expect(at('fast')).toHaveLength(count)
})

test('a slow device is left alone between its rounds', async () => {
  const { clock, item, at } = site(() => 600)
  startPolling({ items: [item('fast', 100)], clock })
  await clock.run(6_100)
  expect(at('fast').map((ms) => Math.round(ms / 100))).toEqual([0, 12, 24, 36, 48, 60])
})

test('what asks to be left alone is, and the rest goes on', async () => {
  const { clock, item, at } = site(
    () => 1,
    (name) => (name === 'refused' ? 60_000 : 0),
  )
  startPolling({ items: [item('refused', 100), item('fast', 100)], clock })
  await clock.run(5_000)
  expect(at('refused')).toHaveLength(1)
  expect(at('fast').length).toBeGreaterThan(45)
})

test('waits double from half a second to 15 s, spread by name, the same each time', () => {
  const waits = [1, 2, 3, 4, 5, 6, 50].map((failures) => backOffMs(failures, 'battery-1'))
  const plain = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]
  expect(waits.every((wait, i) => Math.abs(wait / (plain[i] ?? 0) - 1) <= 0.25)).toBe(true)
  expect(waits).toEqual([1, 2, 3, 4, 5, 6, 50].map((failures) => backOffMs(failures, 'battery-1')))
  const names = Array.from({ length: 50 }, (_, i) => backOffMs(1, `container-${i}`))
  expect(Math.max(...names) - Math.min(...names)).toBeGreaterThan(200)
})
