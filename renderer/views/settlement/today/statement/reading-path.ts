import type { StoredReadings } from '../../../../../domain/rpc/history.ts'
import type { EpochMs, KW } from '../../../../../domain/units.ts'

/** What readings of a power come to; `null` without any value. */
export interface ReadingSums {
  count: number
  notGood: number
  minKW: KW | null
  maxKW: KW | null
  meanKW: KW | null
}

const good = new Set(['good', 'simulated'])

/** Counts readings, and how many of them are not good. */
export function readingSums({ value, quality }: StoredReadings): ReadingSums {
  const known = value.flatMap((kW) => kW ?? [])
  const notGood = quality.filter((one, i) => !good.has(one) || value[i] === null).length
  if (known.length === 0) return { count: value.length, notGood, minKW: null, maxKW: null, meanKW: null }
  return {
    count: value.length,
    notGood,
    minKW: known.reduce((a, b) => Math.min(a, b)),
    maxKW: known.reduce((a, b) => Math.max(a, b)),
    meanKW: known.reduce((sum, kW) => sum + kW, 0) / known.length,
  }
}

/** Readings as a line in a box of 100 by 100, loads turned upwards; a value that is missing leaves a gap. */
export function readingPath(
  { at, value }: StoredReadings,
  { minKW, maxKW, meanKW }: ReadingSums,
  { from, to }: { from: EpochMs; to: EpochMs },
): string {
  if (minKW === null || maxKW === null) return ''
  const turn = (meanKW ?? 0) < 0 ? -1 : 1
  const [low, spread] = [turn < 0 ? -maxKW : minKW, maxKW - minKW]
  let isDrawing = false
  return at
    .map((moment, i) => {
      const kW = value[i]
      if (kW === null || kW === undefined) {
        isDrawing = false
        return ''
      }
      const x = ((moment - from) / (to - from)) * 100
      const y = spread === 0 ? 50 : 96 - ((turn * kW - low) / spread) * 92
      const command = `${isDrawing ? 'L' : 'M'}${x.toFixed(2)} ${y.toFixed(2)}`
      isDrawing = true
      return command
    })
    .join('')
}
