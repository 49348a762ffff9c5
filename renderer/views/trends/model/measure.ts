import type { Ms } from '../../../../domain/units.ts'
import { placesIn } from '../../../charts/panes/visible.ts'
import type { Column, Stretch } from '../../../history/tiles/column.ts'

/** What a point did in a stretch, in stored units. Times count only where there was a value. */
export interface Figures {
  least: number
  most: number
  mean: number
  /** Time with a value. */
  usedMs: Ms
  /** For powers: energy into the bus and out of it, kWh, both from 0 up. */
  inKWh: number
  outKWh: number
}

/** Figures of a stretch, from the steps that are shown; steps at its ends count by their share. */
export function figuresIn(column: Column, stretch: Stretch): Figures | undefined {
  const { from, stepMs, min, mean, max } = column
  const [first, end] = placesIn(column, stretch)
  let [least, most, sum, usedMs, inKWh, outKWh] = [Infinity, -Infinity, 0, 0, 0, 0]
  for (let i = first; i < end; i++) {
    const value = mean[i] ?? Number.NaN
    if (Number.isNaN(value)) continue
    const begin = from + i * stepMs
    const ms = Math.min(begin + stepMs, stretch.to) - Math.max(begin, stretch.from)
    if (ms <= 0) continue
    least = Math.min(least, min[i] ?? value)
    most = Math.max(most, max[i] ?? value)
    sum += value * ms
    usedMs += ms
    if (value > 0) inKWh += (value * ms) / 3_600_000
    else outKWh -= (value * ms) / 3_600_000
  }
  return usedMs > 0 ? { least, most, mean: sum / usedMs, usedMs, inKWh, outKWh } : undefined
}

/** The value shown at an instant, in stored units; `undefined` where there is none. */
export function shownAt({ from, stepMs, mean }: Column, at: number): number | undefined {
  const value = mean[Math.floor((at - from) / stepMs)]
  return value === undefined || Number.isNaN(value) ? undefined : value
}
