import type { Stop } from '../../../domain/clock.ts'
import { usable } from '../../../domain/reading.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { LiveStore } from '../../state/store.ts'
import type { Sample } from '../trend-tail.ts'

/** Good values of the last minutes of several points, as they were seen live, once a second. */
export interface LiveBook {
  /** From now on these points are kept; what others had is let go. */
  follow(refs: readonly PointRef[]): void
  samples(ref: PointRef): readonly Sample[]
  start(): Stop
}

const everyMs: Ms = 1_000
/** Longer than the pause between two readings of the newest history. */
const longest = 300

const nameOf = ({ assetId, point }: PointRef) => `${assetId} ${point}`

/** Follows the live image of `store`. */
export function createLiveBook(store: LiveStore): LiveBook {
  let pages = new Map<string, { ref: PointRef; samples: Sample[] }>()
  let takenAt = -Infinity
  const take = () => {
    const at = store.now()
    if (at - takenAt < everyMs * 0.9) return
    takenAt = at
    for (const { ref, samples } of pages.values()) {
      const value = usable(store.reading(ref.assetId, ref.point))
      if (value === undefined) continue
      samples.push({ at, value })
      if (samples.length > longest) samples.shift()
    }
  }
  return {
    follow(refs) {
      pages = new Map(refs.map((ref) => [nameOf(ref), pages.get(nameOf(ref)) ?? { ref, samples: [] }]))
    },
    samples: (ref) => pages.get(nameOf(ref))?.samples ?? [],
    start: () => store.subscribe('any', take),
  }
}
