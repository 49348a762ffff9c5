import type { EpochMs, Ms } from '../../../domain/units.ts'
import { clamp } from '../../../domain/units.ts'

const second: Ms = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Steps in which history is asked for. Each lies whole in the days, quarters or minutes that the engine keeps. */
const ladder: readonly Ms[] = [
  ...[1, 2, 5, 10, 20].map((n) => n * second),
  ...[1, 2, 5, 15, 30].map((n) => n * minute),
  ...[1, 2, 6, 12, 24].map((n) => n * hour),
]

/** Steps of one tile: what is asked for and kept as a piece. */
export const tileSteps = 500

/** The finest step that gives a window at most one step per pixel, and never more than 2,000. */
export function stepForWindow(spanMs: Ms, widthPx: number): Ms {
  const most = clamp(widthPx, 400, 2_000)
  return ladder.find((stepMs) => spanMs / stepMs <= most) ?? 24 * hour
}

/** Steps in which a window may be shown while the right one is read: those that need few tiles, the nearest first. */
export function nearbySteps(wanted: Ms, spanMs: Ms): Ms[] {
  const place = ladder.indexOf(wanted)
  return ladder
    .filter((stepMs) => stepMs !== wanted && spanMs / stepMs / tileSteps <= 12)
    .toSorted((a, b) => Math.abs(ladder.indexOf(a) - place) - Math.abs(ladder.indexOf(b) - place))
}

/** Place of the tile that holds an instant. */
export function tileAt(at: EpochMs, stepMs: Ms): number {
  return Math.floor(at / (stepMs * tileSteps))
}

/** Where a tile begins. */
export function tileStart(place: number, stepMs: Ms): EpochMs {
  return place * stepMs * tileSteps
}
