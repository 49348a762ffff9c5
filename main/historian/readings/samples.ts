import type { EpochMs } from '../../../domain/units.ts'

/**
 * Samples of one point as columns, in order of time. A missing value is NaN here, inside the store only; outside it is
 * `null`. `quality` holds places in `qualities`.
 */
export interface Samples {
  at: Float64Array
  value: Float64Array
  quality: Uint8Array
}

/** No samples. */
export const noSamples: Samples = { at: new Float64Array(0), value: new Float64Array(0), quality: new Uint8Array(0) }

/** First place at or after `at`. */
export function placeOf(times: Float64Array, at: EpochMs): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The samples with `from <= at < to`; the columns are views, not copies. */
export function between({ at, value, quality }: Samples, from: EpochMs, to: EpochMs): Samples {
  const [start, end] = [placeOf(at, from), placeOf(at, to)]
  return { at: at.subarray(start, end), value: value.subarray(start, end), quality: quality.subarray(start, end) }
}

/** Both in one order of time; where both have an instant, that of `newer` holds. */
export function merged(older: Samples, newer: Samples): Samples {
  if (newer.at.length === 0) return older
  if (older.at.length === 0) return newer
  if ((newer.at[0] ?? 0) > (older.at.at(-1) ?? 0)) return joined([older, newer])
  const byInstant = new Map<EpochMs, [value: number, quality: number]>()
  for (const { at, value, quality } of [older, newer])
    at.forEach((instant, i) => byInstant.set(instant, [value[i] ?? Number.NaN, quality[i] ?? 0]))
  const rows = [...byInstant].sort(([a], [b]) => a - b)
  return {
    at: Float64Array.from(rows, ([at]) => at),
    value: Float64Array.from(rows, ([, [value]]) => value),
    quality: Uint8Array.from(rows, ([, [, quality]]) => quality),
  }
}

/** Stretches that follow each other as one. */
export function joined(parts: readonly Samples[]): Samples {
  const filled = parts.filter(({ at }) => at.length > 0)
  const [first] = filled
  if (!first) return noSamples
  if (filled.length === 1) return first
  const length = filled.reduce((sum, { at }) => sum + at.length, 0)
  const all = { at: new Float64Array(length), value: new Float64Array(length), quality: new Uint8Array(length) }
  let place = 0
  for (const { at, value, quality } of filled) {
    all.at.set(at, place)
    all.value.set(value, place)
    all.quality.set(quality, place)
    place += at.length
  }
  return all
}
