import type { PointName } from '../../../domain/points.ts'
import { usable } from '../../../domain/reading.ts'
import type { Ms } from '../../../domain/units.ts'
import type { LiveStore } from '../../state/store.ts'
import type { Sample } from './trend-tail.ts'

/** Good values of a point since the tail was made, as means over equal steps. A new array only when one is added. */
export interface LiveTail {
  subscribe(listener: () => void): () => void
  samples(): readonly Sample[]
}

const longest = 400

/** Begins to keep the good values of a point as they arrive. */
export function createLiveTail(
  store: LiveStore,
  { assetId, point, stepMs }: { assetId: string; point: PointName; stepMs: Ms },
): LiveTail {
  let samples: readonly Sample[] = []
  let count = 0
  let takenAt = 0
  const take = () => {
    const reading = store.reading(assetId, point)
    const value = usable(reading)
    if (value === undefined || reading.at === takenAt) return
    takenAt = reading.at
    const at = Math.floor(reading.at / stepMs) * stepMs
    const last = samples.at(-1)
    count = last?.at === at ? count + 1 : 1
    const mean = last?.at === at ? last.value + (value - last.value) / count : value
    samples = [...(last?.at === at ? samples.slice(0, -1) : samples.slice(-longest)), { at, value: mean }]
  }
  return {
    subscribe: (listener) =>
      store.subscribe(`reading ${assetId} ${point}`, () => {
        take()
        listener()
      }),
    samples: () => samples,
  }
}
