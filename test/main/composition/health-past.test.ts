import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { fillPast } from '../../../main/composition/health-past.ts'
import type { MakePast } from '../../../main/composition/made-past.ts'

const dayMs = 86_400_000
const start = Date.UTC(2026, 10, 30)

/** A site that keeps its states over starts; `stored` tells of the oldest power in its store, days before. */
function site({ oldestDays = 0 } = {}) {
  const states = new Map<string, unknown>()
  const asked: number[] = []
  const stored: number[] = []
  const make: MakePast = async (days, now) => {
    asked.push(now)
    return {
      columns: [{ assetId: 'grid', point: 'importedKWh' }],
      async *runs() {
        for (let day = days; day > 0; day--) yield { at: [now - day * dayMs], values: Float64Array.of(12.39) }
      },
    }
  }
  const begin = (now: number, isOver = () => false) =>
    fillPast({
      site: { health: { simulatedPastDays: 3 } } as Parameters<typeof fillPast>[0]['site'],
      make,
      states: {
        get: <T>(name: string) => states.get(name) as T | undefined,
        set: (name, value) => states.set(name, value),
      },
      historian: {
        rollUps: async ({ from, to, buckets }: { from: number; to: number; buckets: number }) => ({
          mean: Float64Array.from({ length: buckets }, (_, i) =>
            oldestDays > 0 && from + ((i + 1) * (to - from)) / buckets > start - oldestDays * dayMs ? 1 : Number.NaN,
          ),
        }),
        insertRows: async ({ values }: { values: Float64Array }) => void stored.push(...values),
      } as unknown as Parameters<typeof fillPast>[0]['historian'],
      points: () => [{ assetId: 'grid', point: 'activePowerKW' }],
      clock: { now: () => now },
      log: silentLog,
      isOver,
    })
  return { begin, asked, stored }
}

test('a past is made once, and a counter shows what it has completed', async () => {
  const { begin, asked, stored } = site()
  await begin(start)
  await begin(start + dayMs)
  expect(asked).toEqual([start])
  expect(stored).toEqual([12.3, 12.3, 12.3])
})

test('one that was cut off is made again to the same end', async () => {
  const { begin, asked, stored } = site()
  await begin(start, () => true)
  expect(stored).toEqual([])
  await begin(start + 3_600_000)
  expect(asked).toEqual([start, start])
  expect(stored).toHaveLength(3)
})

test('a site that has stored days of its own gets none', async () => {
  const { begin, asked } = site({ oldestDays: 5 })
  await begin(start)
  expect(asked).toEqual([])
})
