import type { Reading } from '../../../../../domain/reading.ts'
import { createDraw } from '../../../../../main/learners/random.ts'

/** A day in milliseconds. */
export const dayMs = 86_400_000

/** A signal that stands at 50 for some days, then goes to 95 in `lifeDays` along a bend, with scatter of about 1. */
export function worn({
  healthyDays = 100,
  lifeDays = 56,
  untilShare = 0.6,
  bend = (share: number) => share,
  seed = 1,
  scatter = 1,
}: {
  healthyDays?: number
  lifeDays?: number
  untilShare?: number
  bend?: (share: number) => number
  seed?: number
  scatter?: number
}): { series: Reading[]; now: number; leftDays: number } {
  const draw = createDraw(seed)
  const days = Math.round(healthyDays + lifeDays * untilShare)
  const series = Array.from({ length: days + 1 }, (_, day): Reading => {
    const way = day < healthyDays ? 0 : bend((day - healthyDays) / lifeDays)
    return { at: day * dayMs, value: 50 + 45 * way + 2 * scatter * (draw() + draw() + draw() - 1.5), quality: 'good' }
  })
  return { series, now: days * dayMs, leftDays: healthyDays + lifeDays - days }
}
