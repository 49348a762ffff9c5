import type { Stretch } from '../../../history/tiles/column.ts'

/** A stretch rounded outwards, so that a moving window asks seldom. */
export function widened({ from, to }: Stretch): Stretch {
  const unit = 2 ** Math.ceil(Math.log2(Math.max(60_000, to - from)))
  return { from: Math.floor(from / unit) * unit, to: Math.ceil(to / unit) * unit }
}
