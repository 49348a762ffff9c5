import { join } from 'node:path'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { createBackups } from '../../../main/historian/backup.ts'
import { openDb } from '../../../main/historian/db.ts'
import { openReadingStore, type ReadingStore } from '../../../main/historian/readings/thread/store.ts'
import { atMost, type Figure, quantile } from '../figure.ts'
import { signal } from './signals.ts'

const points = 2_000
const cycleMs = 200
const start = Date.UTC(2026, 0, 5)
const yearMs = 365 * 86_400_000
/** Windows packed while the timer is watched. */
const windows = 3

/**
 * How late a timer of the control cycle is on the main thread while the store's thread packs, makes a backup, and hands
 * out a year of one point; `yearFile` holds a point's year at a sample a second, from `from` on.
 */
export async function jitter(folder: string, yearFile: string, from: number): Promise<Figure[]> {
  const store = await openReadingStore({ task: { file: join(folder, 'jitter.db') }, clock, log: silentLog })
  const packing = await latenessDuring(() => pack(store))
  await store.stop()
  const year = await openReadingStore({ task: { file: yearFile }, clock, log: silentLog })
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const backup = await latenessDuring(() => createBackups({ dataDir: folder, db, store: year, clock }).make())
  const exporting = await latenessDuring(() => exportYear(year, from))
  db.close()
  await year.stop()
  return [
    atMost("cycle's jitter p99 while packing", packing, 'ms', 20),
    atMost("cycle's jitter p99 during a backup", backup, 'ms', 20),
    atMost("cycle's jitter p99 during an export of a year", exporting, 'ms', 20),
  ]
}

async function latenessDuring(work: () => Promise<unknown>): Promise<number> {
  const late: number[] = []
  let last = performance.now()
  const stop = clock.every(cycleMs, () => {
    const now = performance.now()
    late.push(Math.max(0, now - last - cycleMs))
    last = now
  })
  await work()
  // a short work is seen by a few turns at least
  while (late.length < 10) await new Promise((resolve) => setTimeout(resolve, cycleMs))
  stop()
  return quantile(late, 0.99)
}

/** Scans as they come, fifty times as fast. */
async function pack(store: ReadingStore): Promise<void> {
  const known = Array.from({ length: points }, (_, i) => ({
    assetId: `asset-${i}`,
    point: 'p',
    holdMs: 90_000,
    retention: 'fast' as const,
  }))
  const point = Uint32Array.from(await store.ask('know', { points: known }))
  const signals = Array.from({ length: points }, (_, i) => signal(i))
  for (let second = 0; second < windows * 900; second++) {
    const value = Float64Array.from(signals, (next) => next())
    store.append({ at: start + 1_000 * second, point, value, quality: new Uint8Array(points) })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function exportYear(store: ReadingStore, from: number): Promise<void> {
  const most = 20_000
  let samples = 0
  for (let next = from; next < from + yearMs;) {
    const { at } = await store.ask('samples', { point: 1, from: next, to: from + yearMs, most })
    samples += at.length
    next = at.length < most ? Infinity : (at.at(-1) ?? 0) + 1
  }
  if (samples !== yearMs / 1_000) throw new Error(`${samples} samples instead of ${yearMs / 1_000}`)
}
