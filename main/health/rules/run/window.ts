import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { median } from '../../statistics.ts'
import { fromJson, type Memory, toJson } from './truth.ts'

/**
 * The newest values of a span in 60 buckets, whatever its length: 60 x 5 numbers. Its end is exact, its beginning to a
 * sixtieth of the span; `median` is that of the buckets' means.
 */
export interface Window extends Memory {
  /** Takes a value; NaN = not known. A value covers the time since the one before, at most `holdMs`. */
  add(at: EpochMs, value: number): void
  /** Forgets everything: for what may only be seen over a stretch without gaps. */
  clear(): void
  /** Time without a value up to now; 0 right after one. */
  gapMs(at: EpochMs): Ms
  /** Whether values are known since its beginning, or longer. */
  isFull(at: EpochMs): boolean
  mean(): number
  median(): number
  lowest(): number
  highest(): number
  /** Slope of the line of least squares, per ms. */
  slope(): number
}

const bucketCount = 60
/** A window speaks when values are known for so much of it, and reach back over half of it. */
const least = { cover: 0.1, reach: 0.5 }

interface Bucket {
  index: number
  sum: number
  count: number
  low: number
  high: number
  coverMs: Ms
}

/** What a window holds now. */
interface Held {
  /** In order of time. */
  buckets: Bucket[]
  lastAt: EpochMs
  /** First value since it was last cleared. */
  firstAt: EpochMs
  coverMs: Ms
}

/** An empty window. */
export function createWindow({ spanMs, holdMs }: { spanMs: Ms; holdMs: Ms }): Window {
  const widthMs = spanMs / bucketCount
  const held: Held = { buckets: [], lastAt: Number.NaN, firstAt: Number.NaN, coverMs: 0 }
  return {
    add(at, value) {
      dropBefore(held, Math.floor((at - spanMs) / widthMs))
      if (!Number.isNaN(value)) put(held, { at, value, index: Math.floor(at / widthMs), holdMs })
    },
    clear() {
      held.buckets = []
      held.firstAt = Number.NaN
      held.coverMs = 0
    },
    gapMs: (at) => (Number.isNaN(held.lastAt) ? Infinity : at - held.lastAt),
    ...gathered(held, spanMs),
    save: () => [
      toJson(held.lastAt),
      toJson(held.firstAt),
      ...held.buckets.map(({ index, sum, count, low, high, coverMs }) => [index, sum, count, low, high, coverMs]),
    ],
    load(saved) {
      const [last, first, ...rows] = saved as [number | null, number | null, ...number[][]]
      held.lastAt = fromJson(last)
      held.firstAt = fromJson(first)
      held.buckets = rows.map(([index = 0, sum = 0, count = 0, low = 0, high = 0, coverMs = 0]) => {
        return { index, sum, count, low, high, coverMs }
      })
      held.coverMs = held.buckets.reduce((total, bucket) => total + bucket.coverMs, 0)
    },
  }
}

function dropBefore(held: Held, oldest: number): void {
  const { buckets } = held
  let gone = 0
  for (; gone < buckets.length && (buckets[gone]?.index ?? 0) <= oldest; gone++)
    held.coverMs -= buckets[gone]?.coverMs ?? 0
  if (gone > 0) buckets.splice(0, gone)
}

function put(held: Held, sample: { at: EpochMs; value: number; index: number; holdMs: Ms }): void {
  const { at, value, index, holdMs } = sample
  let bucket = held.buckets.at(-1)
  if (bucket?.index !== index) {
    bucket = { index, sum: 0, count: 0, low: Infinity, high: -Infinity, coverMs: 0 }
    held.buckets.push(bucket)
  }
  const covers = at - held.lastAt <= holdMs ? at - held.lastAt : 0
  bucket.sum += value
  bucket.count++
  bucket.low = Math.min(bucket.low, value)
  bucket.high = Math.max(bucket.high, value)
  bucket.coverMs += covers
  held.coverMs += covers
  if (Number.isNaN(held.firstAt)) held.firstAt = at
  held.lastAt = at
}

function gathered(held: Held, spanMs: Ms): Pick<Window, 'isFull' | 'mean' | 'median' | 'lowest' | 'highest' | 'slope'> {
  const reach = () => ((held.buckets.at(-1)?.index ?? 0) - (held.buckets[0]?.index ?? 0) + 1) / bucketCount
  const isKnown = () => held.coverMs >= least.cover * spanMs && reach() >= least.reach
  const nothing = Number.NaN
  return {
    isFull: (at) => at - held.firstAt >= spanMs,
    mean: () => (isKnown() ? meanOf(held.buckets) : nothing),
    median: () => (isKnown() ? median(held.buckets.map(({ sum, count }) => sum / count)) : nothing),
    lowest: () => held.buckets.reduce((low, bucket) => (bucket.low >= low ? low : bucket.low), nothing),
    highest: () => held.buckets.reduce((high, bucket) => (bucket.high <= high ? high : bucket.high), nothing),
    slope: () => (isKnown() ? slopeOf(held.buckets) / (spanMs / bucketCount) : nothing),
  }
}

function meanOf(buckets: readonly Bucket[]): number {
  let sum = 0
  let count = 0
  for (const bucket of buckets) {
    sum += bucket.sum
    count += bucket.count
  }
  return sum / count
}

/** Per bucket, each bucket weighing as much as any other. */
function slopeOf(buckets: readonly Bucket[]): number {
  const n = buckets.length
  const first = buckets[0]?.index ?? 0
  let [meanX, meanY] = [0, 0]
  for (const { index, sum, count } of buckets) {
    meanX += (index - first) / n
    meanY += sum / count / n
  }
  let [above, below] = [0, 0]
  for (const { index, sum, count } of buckets) {
    const x = index - first - meanX
    above += x * (sum / count - meanY)
    below += x * x
  }
  return above / below
}
