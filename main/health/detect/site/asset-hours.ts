import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { createLevelDetector } from '../single/level.ts'
import { createMemory } from '../stream/memory.ts'
import { createBlocks } from './blocks.ts'
import type { Evidence } from './evidence.ts'
import { withinBank } from '../points/looks.ts'
import type { Kept, PointWatch } from './point-watch.ts'
import { aboveWords, pointWords } from './words.ts'

const hourMs: Ms = 3_600_000
const dayMs: Ms = 24 * hourMs

/** Hours and days of an asset. */
export interface AssetHours {
  /** What drivers leave of the points in a row around `at`, and the points themselves. */
  push(at: EpochMs, rests: Float64Array, values: Float64Array): void
  parts: Readonly<Record<string, Kept>>
}

/** Gives each hour and each day to the watches, and compares the worst member of a bank with its median member. */
export function createAssetHours(needs: {
  points: readonly PointName[]
  watches: readonly PointWatch[]
  evidence: Evidence
  offsetMs: Ms
  setNow: (at: EpochMs) => void
}): AssetHours {
  const { points, watches, evidence, offsetMs, setNow } = needs
  const pairs = withinBank.filter(({ worst, median }) => points.includes(worst) && points.includes(median))
  const finest = (point: PointName) => watches[points.indexOf(point)]?.finest() ?? 0
  const banks = pairs.map(({ worst }) => createLevelDetector(() => finest(worst)))
  const memory = createMemory()
  const row = new Float64Array(points.length + pairs.length)
  const days = createBlocks(memory, points.length, { blockMs: dayMs, offsetMs }, ({ at, mean }) => {
    setNow(at)
    watches.forEach((watch, i) => watch.day(mean[i] as number))
  })
  const hours = createBlocks(memory, row.length, { blockMs: hourMs, offsetMs }, ({ at, mean, spread }) => {
    setNow(at)
    watches.forEach((watch, i) => watch.hour(mean[i] as number, spread[i] as number))
    pairs.forEach(({ worst }, i) => {
      const level = banks[i]
      if (!level) return
      const apart = mean[points.length + i] as number
      const score = level.push(apart)
      const words = () =>
        `${pointWords(worst)} ${aboveWords(worst, apart - level.usual())} its usual distance to the rest of the bank`
      evidence.alone('peers', worst, score, at, words)
    })
    days.push(at - hourMs, mean)
  })
  return {
    push(at, rests, values) {
      row.set(rests)
      pairs.forEach(({ worst, median }, i) => {
        row[points.length + i] = (values[points.indexOf(worst)] as number) - (values[points.indexOf(median)] as number)
      })
      hours.push(at, row)
    },
    parts: { hours: memory, ...Object.fromEntries(banks.map((bank, i) => [`bank ${pairs[i]?.worst ?? ''}`, bank])) },
  }
}
