import type { Clock } from '../../domain/clock.ts'
import type { PointName } from '../../domain/points.ts'
import { noReading, type Reading } from '../../domain/reading.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'

/** What other systems are shown: the image of one cycle, as it may be believed now. */
export interface Shown {
  readonly at: EpochMs
  readonly cycle: number
  /** False when no cycle has completed lately. */
  readonly isRunning: boolean
  reading(assetId: string, point: PointName): Reading
}

/** Holds the image of the last cycle for other systems. */
export interface ShownValues {
  publish(image: Image): void
  /** The same object until something else is to be shown. */
  now(): Shown
}

/** Cycles that may fail to come, and the least time, before the loop counts as stopped. */
const patienceCycles = 5
const patienceMs = 2_000
/** So often a stopped picture is made anew: its values grow older. */
const agingMs = 1_000

/**
 * The picture of one cycle. When the cycles stop, good values turn stale at once, whatever their age: nobody watches
 * over them any more.
 */
export function createShownValues({ clock, cycleMs }: { clock: Clock; cycleMs: Ms }): ShownValues {
  const patience = Math.max(patienceMs, patienceCycles * cycleMs)
  let image: Image | undefined
  let publishedAt = -Infinity
  let shown = stopped(undefined, clock.now())
  let madeAt = clock.monotonicMs()
  const show = (next: Shown) => {
    shown = next
    madeAt = clock.monotonicMs()
  }

  return {
    publish(next) {
      image = next
      publishedAt = clock.monotonicMs()
      show({ at: next.at, cycle: next.cycle, isRunning: true, reading: next.reading })
    },
    now() {
      const at = clock.monotonicMs()
      const isOver = at - publishedAt > patience
      if (isOver && (shown.isRunning || at - madeAt >= agingMs)) show(stopped(image, clock.now()))
      return shown
    },
  }
}

function stopped(image: Image | undefined, at: EpochMs): Shown {
  return {
    at,
    cycle: image?.cycle ?? 0,
    isRunning: false,
    reading(assetId, point) {
      const reading = image?.reading(assetId, point) ?? noReading
      return reading.quality === 'good' ? { ...reading, quality: 'stale' } : reading
    },
  }
}
