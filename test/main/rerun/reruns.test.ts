import { onTestFinished, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { RerunStep } from '../../../domain/rpc/past/rerun.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import type { SamplesOf } from '../../../main/replay/recording.ts'
import { createReruns } from '../../../main/rerun/reruns.ts'
import { newFile } from '../historian/reading-store.ts'
import { recordedPlant, works } from './recorded-plant.ts'

const never = new AbortController().signal

async function desk(samplesOf?: SamplesOf) {
  const recorded = await recordedPlant({ seconds: 120 })
  const db = openDb({ file: newFile(), clock: systemClock, log: silentLog })
  onTestFinished(db.close)
  const { points, from, to } = recorded.task()
  const reruns = createReruns({
    site: works,
    points: () => points,
    samplesOf: samplesOf ?? recorded.samplesOf,
    holdMs: () => 5_000,
    isSteered: (id) => id !== 'factory' && id !== 'grid',
    db,
    priceEurPerMWh: () => null,
    clock: systemClock,
  })
  return { reruns, asked: { from, to, settings: { ...reruns.settings(), peakAboveKW: null } } }
}

test('a thread of its own compares the runs and says how far it is', async () => {
  const { reruns, asked } = await desk()
  expect(reruns.settings()).toMatchObject({ importLimitKW: 10_000, peakAboveKW: 8_000, mineFromGridKW: 6_000 })
  const steps: RerunStep[] = []
  for await (const step of reruns.compare(asked, never)) steps.push(step)
  expect(steps[0]).toEqual({ type: 'progress', progress: 0 })
  const last = steps.at(-1)
  expect(last?.type === 'compared' && last.comparison.runs.map(({ kind, gridKW }) => [kind, gridKW.length])).toEqual([
    ['recorded', 120],
    ['asIs', 120],
    ['changed', 120],
  ])
  expect(last?.type === 'compared' && last.comparison.runs[0]?.figures.importCostEur).toBeNull()
}, 60_000)

test('one at a time; who goes away ends it, and a store that fails is said', async () => {
  const { reruns, asked } = await desk(() => new Promise(() => {}))
  const ending = new AbortController()
  const first = reruns.compare(asked, ending.signal)
  await first.next()
  const second = first.next()
  await expect(reruns.compare(asked, never).next()).rejects.toMatchObject({ code: 'Replay.Busy' })
  ending.abort()
  expect((await second).done).toBe(true)
  const failing = await desk(() => Promise.reject(new Error('the disk is gone')))
  const steps = failing.reruns.compare(failing.asked, never)
  await steps.next()
  await expect(steps.next()).rejects.toMatchObject({ code: 'Store.Failed' })
}, 60_000)

test('a period that has not begun is refused', async () => {
  const { reruns, asked } = await desk()
  const from = systemClock.now() + 3_600_000
  await expect(reruns.compare({ ...asked, from, to: from + 60_000 }, never).next()).rejects.toMatchObject({
    code: 'Config.Invalid',
  })
})
