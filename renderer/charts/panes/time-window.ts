import { clamp, type EpochMs, type Ms } from '../../../domain/units.ts'
import type { Stretch } from '../../history/tiles/column.ts'

/** What the time axis shows: so much, up to an instant or up to the present, whenever that is. */
export interface TimeWindow {
  spanMs: Ms
  end: EpochMs | 'now'
}

/** Shortest and longest window. */
const shortestMs: Ms = 5_000
const longestMs: Ms = 400 * 86_400_000

/** The window as instants. */
export function stretchOf({ spanMs, end }: TimeWindow, now: EpochMs): Stretch {
  const to = end === 'now' ? now : end
  return { from: to - spanMs, to }
}

/** So wide, ending there: an end at the present or beyond follows the present from now on. */
function windowTo(to: EpochMs, spanMs: Ms, now: EpochMs): TimeWindow {
  return { spanMs, end: to >= now ? 'now' : Math.round(to) }
}

/** Wider (`factor` > 1) or narrower, while the instant at `share` of the width stays where it is. */
export function zoomed(window: TimeWindow, now: EpochMs, factor: number, share: number): TimeWindow {
  const { to } = stretchOf(window, now)
  const spanMs = Math.round(clamp(window.spanMs * factor, shortestMs, longestMs))
  // At the right edge of a live view the present is what is held.
  if (window.end === 'now' && share > 0.97) return { spanMs, end: 'now' }
  const anchor = to - window.spanMs * (1 - share)
  return windowTo(anchor + spanMs * (1 - share), spanMs, now)
}

/** Later by so much, or earlier; never beyond the present. */
export function panned(window: TimeWindow, now: EpochMs, byMs: Ms): TimeWindow {
  return windowTo(stretchOf(window, now).to + byMs, window.spanMs, now)
}

/** The window between two instants. */
export function windowBetween(from: EpochMs, to: EpochMs, now: EpochMs): TimeWindow {
  return windowTo(to, clamp(to - from, shortestMs, longestMs), now)
}

/** What a key of the chart asks for; `undefined` for keys that mean nothing here. */
export function keyedWindow(key: string, window: TimeWindow, now: EpochMs, share = 0.5): TimeWindow | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomed(window, now, 0.5, share)
    case '-':
      return zoomed(window, now, 2, share)
    case 'ArrowLeft':
      return panned(window, now, -window.spanMs / 10)
    case 'ArrowRight':
      return panned(window, now, window.spanMs / 10)
    case '[':
    case 'PageUp':
      return panned(window, now, -window.spanMs)
    case ']':
    case 'PageDown':
      return panned(window, now, window.spanMs)
    case 'Home':
      return { spanMs: window.spanMs, end: 'now' }
    default:
      return undefined
  }
}
