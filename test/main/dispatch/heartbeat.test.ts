import { expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import type { Device } from '../../../domain/device.ts'
import { createWriter } from '../../../main/dispatch/command/writer.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { createPlant, siteOf } from './plant.ts'

const watched = [...loadDefinitions().values()].flatMap(({ id, watchdog }) =>
  watchdog ? [[id, watchdog.timeoutMs] as const] : [],
)

/** Longest time between two beats of a device with this watchdog, in cycles of this length. */
async function longestGap(watchdogMs: number, cycleMs: number, answerMs: number): Promise<number> {
  const clock = createVirtualClock()
  const beats: number[] = []
  const device = {
    traits: { definition: 'test/test', points: [], acceptsSetpoint: true, watchdogMs },
    beat() {
      beats.push(clock.monotonicMs())
      return new Promise<void>((done) => clock.after(answerMs, done))
    },
  } as unknown as Device
  const writer = createWriter({ clock, cycleMs, onResult: () => {} })
  clock.every(cycleMs, () => writer.beat('d', device))
  await clock.run(10 * watchdogMs)
  expect(beats.length).toBeGreaterThan(1)
  return Math.max(...beats.slice(1).map((at, i) => at - (beats[i] ?? 0)))
}

test.each(watched)('%s hears a heartbeat at least five times within its watchdog of %d ms', async (_id, watchdogMs) => {
  for (const cycleMs of [100, 200, 1_000])
    expect(await longestGap(watchdogMs, cycleMs, 50)).toBeLessThanOrEqual(watchdogMs / 5)
})

test('a watchdog of exactly five cycles is met in every cycle', async () => {
  expect(await longestGap(1_000, 200, 50)).toBe(200)
})

test('a watchdog shorter than five cycles is refused before anything is written, in words', () => {
  const site = siteOf([{ kind: 'container', id: 'c1', container: 'sha256Current' }])
  expect(() => createPlant({ site, watchdogMs: 900 })).toThrow(
    'the watchdog of test/test (900 ms) is shorter than 5 control cycles of 200 ms',
  )
  const monitored = { ...site, devices: site.devices.map((d) => Object.assign({ ...d }, { mode: 'monitor' as const })) }
  expect(() => createPlant({ site: monitored, watchdogMs: 900 })).not.toThrow()
})
