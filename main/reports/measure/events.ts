import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { PointStretch, ReportData } from '../report-data.ts'
import { walk } from './walk.ts'

/** A time in which a point was outside of its bounds. */
export interface Excursion {
  side: 'below' | 'above'
  from: EpochMs
  /** Time outside, to the second. */
  lastedMs: Ms
  /** Lowest value below, highest above. */
  extreme: number
}

/** Where a point belongs. */
export interface Bounds {
  below: number
  above: number
}

const secondMs: Ms = 1_000

/** Times in which a point was below or above its bounds; what is not known ends one. */
export async function excursions(data: ReportData, stretch: PointStretch, bounds: Bounds): Promise<Excursion[]> {
  const found: Excursion[] = []
  const isInside = ({ min, max }: { min: number; max: number }) => min >= bounds.below && max <= bounds.above
  await walk(data, stretch, isInside, (span) => {
    if (span.min < bounds.below) extend(found, 'below', span.at, span.min)
    if (span.max > bounds.above) extend(found, 'above', span.at, span.max)
  })
  return found
}

function extend(found: Excursion[], side: Excursion['side'], at: EpochMs, value: number): void {
  const last = found.findLast((event) => event.side === side)
  if (!last || last.from + last.lastedMs < at) {
    found.push({ side, from: at, lastedMs: secondMs, extreme: value })
    return
  }
  last.lastedMs = at + secondMs - last.from
  last.extreme = side === 'below' ? Math.min(last.extreme, value) : Math.max(last.extreme, value)
}
