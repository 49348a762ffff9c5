import { describe, expect, test } from 'vitest'
import type { Trend } from '../../../domain/rpc/history.ts'
import { columnOf, gapsIn, shownStep } from '../../../renderer/history/tiles/column.ts'
import { stepForWindow, tileAt, tileSteps } from '../../../renderer/history/tiles/steps.ts'
import { createTileStore } from '../../../renderer/history/tiles/tile-store.ts'

const ref = { assetId: 'grid', point: 'activePowerKW' as const }
const hour = 3_600_000

interface Asked {
  from: number
  to: number
  buckets: number
  signal: AbortSignal
  answer: (trend: Trend) => void
  fail: (error: Error) => void
}

/** A store whose calls the test answers. */
function storeAt(now: { at: number }) {
  const asked: Asked[] = []
  const store = createTileStore({
    now: () => now.at,
    ask: ({ from, to, buckets }, signal) =>
      new Promise((answer, fail) => {
        asked.push({ from, to, buckets, signal, answer, fail })
      }),
  })
  return { store, asked }
}

/** Steps that hold their own place. */
function trendFor({ from, to, buckets }: Asked): Trend {
  const mean = Array.from({ length: buckets }, (_, i) => i)
  return { from, stepMs: (to - from) / buckets, min: mean, max: mean, mean }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('steps', () => {
  test('from a year to seconds there is never more than a step per pixel, nor 2,000', () => {
    for (const width of [500, 900, 2_100])
      for (let spanMs = 5_000; spanMs < 400 * 24 * hour; spanMs *= 1.7)
        expect(spanMs / stepForWindow(spanMs, width)).toBeLessThanOrEqual(Math.min(2_000, Math.max(400, width)))
  })

  test('seconds are asked for as they were stored', () => {
    expect(stepForWindow(60_000, 900)).toBe(1_000)
  })
})

describe('tiles', () => {
  test('neighbours are read in one call of at most 2,000 steps', () => {
    const { store, asked } = storeAt({ at: 100 * hour })
    store.want([{ ref, stepMs: 1_000, first: 10, last: 15 }])
    expect(asked.map(({ buckets }) => buckets)).toEqual([4 * tileSteps, 2 * tileSteps])
  })

  test('all is asked again after history was changed', async () => {
    const { store, asked } = storeAt({ at: 100 * hour })
    const want = { ref, stepMs: 1_000, first: 10, last: 10 }
    store.want([want])
    const [first] = asked
    first?.answer({ ...trendFor(first), notGood: Array.from({ length: tileSteps }, () => 0.5) })
    await settled()
    expect(store.tile(ref, 1_000, 10)?.notGood?.[3]).toBe(0.5)
    store.want([want])
    expect(asked).toHaveLength(1)
    store.forget()
    expect(store.tile(ref, 1_000, 10)).toBeUndefined()
    store.want([want])
    expect(asked).toHaveLength(2)
  })

  test('what is read is not asked again, what has grown is', async () => {
    const now = { at: 1_250_000 }
    const { store, asked } = storeAt(now)
    const want = [{ ref, stepMs: 1_000, first: 1, last: 2 }]
    store.want(want)
    asked.forEach((call) => call.answer(trendFor(call)))
    await settled()
    store.want(want)
    expect(asked).toHaveLength(1)
    now.at += 20_000
    store.want(want)
    expect(asked.map(({ from }) => from)).toEqual([500_000, 1_000_000])
  })

  test('a call that nobody needs any more ends', async () => {
    const { store, asked } = storeAt({ at: 100 * hour })
    store.want([{ ref, stepMs: 1_000, first: 10, last: 11 }])
    store.want([{ ref, stepMs: 60_000, first: 1, last: 1 }])
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
  })

  test('a failed call is said, and tried again later', async () => {
    const now = { at: 100 * hour }
    const { store, asked } = storeAt(now)
    const want = [{ ref, stepMs: 1_000, first: 10, last: 10 }]
    store.want(want)
    asked[0]?.fail(new Error('away'))
    await settled()
    expect(store.problem()?.code).toBe('Connection.Lost')
    store.want(want)
    expect(asked).toHaveLength(1)
    now.at += 6_000
    store.want(want)
    expect(asked).toHaveLength(2)
  })
})

describe('columns', () => {
  const stretch = { from: 1_000_000, to: 1_400_000 }

  test('while finer steps are read, the coarser ones stay', async () => {
    const now = 100 * hour
    const { store, asked } = storeAt({ at: now })
    store.want([{ ref, stepMs: 10_000, first: 0, last: 0 }])
    asked.forEach((call) => call.answer(trendFor(call)))
    await settled()
    expect(shownStep(store, ref, 1_000, stretch, now)).toBe(10_000)
    store.want([{ ref, stepMs: 1_000, first: 2, last: 2 }])
    asked.at(-1)?.answer(trendFor(asked.at(-1) as Asked))
    await settled()
    expect(shownStep(store, ref, 1_000, stretch, now)).toBe(1_000)
  })

  test('no seam between history and the present, and what comes later is no gap', async () => {
    const now = 1_300_500
    const { store, asked } = storeAt({ at: 1_200_000 })
    store.want([{ ref, stepMs: 1_000, first: tileAt(stretch.from, 1_000), last: tileAt(stretch.to, 1_000) }])
    asked.forEach((call) => {
      const trend = trendFor(call)
      const cut = (column: (number | null)[]) =>
        column.map((value, i) => (call.from + i * 1_000 < 1_200_000 ? value : null))
      call.answer({ ...trend, min: cut(trend.min), max: cut(trend.max), mean: cut(trend.mean) })
    })
    await settled()
    const tail = Array.from({ length: 101 }, (_, i) => ({ at: 1_200_000 + i * 1_000, value: 7 }))
    const column = columnOf({ store, ref, stepMs: 1_000, stretch, tail, now })
    expect(gapsIn(column)).toEqual([])
    expect(column.mean[(1_300_000 - column.from) / 1_000]).toBe(7)
    expect(column.mean[(1_301_000 - column.from) / 1_000]).toBeNaN()
  })

  test('a device that falls silent leaves a gap up to the present', async () => {
    const { store } = storeAt({ at: 1_300_000 })
    const tail = [{ at: 1_200_000, value: 7 }]
    const column = columnOf({ store, ref, stepMs: 1_000, stretch, tail, now: 1_300_000 })
    expect(gapsIn(column)).toEqual([{ from: 1_201_000, to: 1_297_000 }])
  })
})
