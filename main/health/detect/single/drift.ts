import { createMemory } from '../stream/memory.ts'
import { medianOf, normalPerMedianDeviation } from '../stream/spread-of.ts'
import { driftDefaults, type DriftSettings } from './settings.ts'

/** A detector of a slow trend, asked once a day. */
export interface DriftDetector {
  /** Takes the middle of a day, NaN when it is missing. Signed score, 1 = at the threshold; 0 while it learns. */
  push(value: number): number
  /** Change a day by the middle of all pairs of days (Theil and Sen), in the quantity's unit; 0 while it learns. */
  slope(): number
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/**
 * A slow trend over the last days: the middle slope of all pairs of days, times the days, in spreads around that line; only
 * when most pairs agree on the direction. `finest` as in the level detector.
 */
export function createDriftDetector(finest: () => number, settings: DriftSettings = driftDefaults): DriftDetector {
  const memory = createMemory()
  const days = memory.take(settings.blocks, Number.NaN)
  const slope = memory.take(1)
  return {
    push(value) {
      days.copyWithin(0, 1)
      days[days.length - 1] = value
      const known = days.reduce((count, day) => count + (Number.isNaN(day) ? 0 : 1), 0)
      if (known < settings.leastBlocks) return 0
      const { slope: now, tau } = trendOf(days, known)
      slope[0] = now
      if (Math.abs(tau) < settings.leastTau) return 0
      const spread = Math.max(spreadAround(days, now), finest())
      return (now * known) / spread / settings.threshold
    },
    slope: () => slope[0] as number,
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}

function trendOf(days: Float64Array, known: number): { slope: number; tau: number } {
  const slopes = new Float64Array((known * (known - 1)) / 2)
  let [pair, rising] = [0, 0]
  for (let i = 0; i < days.length; i++)
    for (let j = i + 1; j < days.length; j++) {
      const change = (days[j] as number) - (days[i] as number)
      if (Number.isNaN(change)) continue
      slopes[pair++] = change / (j - i)
      rising += Math.sign(change)
    }
  return { slope: medianOf(slopes), tau: rising / slopes.length }
}

function spreadAround(days: Float64Array, slope: number): number {
  const level = days.map((day, i) => day - slope * i)
  const middle = medianOf(level)
  return normalPerMedianDeviation * medianOf(level.map((day) => Math.abs(day - middle)))
}
