import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Gap } from '../../charts/trend-data.ts'
import type { Sample } from '../trend-tail.ts'
import { nearbySteps, tileAt, tileStart, tileSteps } from './steps.ts'
import type { TileStore } from './tile-store.ts'

/** A point over time in equal steps: the n-th begins at `from + n * stepMs`; NaN where there is no good value. */
export interface Column {
  from: EpochMs
  stepMs: Ms
  min: Float64Array
  mean: Float64Array
  max: Float64Array
  /** 1 where it is known whether there is a value; 0 where history is still being read, and after the present. */
  known: Uint8Array
  /** Share of each step that was stale or suspect, 0 to 1; absent where none was. */
  notGood?: Float64Array
}

/** A stretch of time, [from, to). */
export interface Stretch {
  from: EpochMs
  to: EpochMs
}

/** Share of a stretch up to now that tiles of a step hold, 0 to 1. */
function coverage(store: TileStore, ref: PointRef, stepMs: Ms, stretch: Stretch, now: EpochMs): number {
  const [first, last] = [tileAt(stretch.from, stepMs), tileAt(Math.min(stretch.to, now) - 1, stepMs)]
  let held = 0
  for (let place = first; place <= last; place++) if (store.tile(ref, stepMs, place)) held++
  return last < first ? 1 : held / (last - first + 1)
}

/** The step a stretch is shown in now: the wanted one once all of it is there, until then the best of what is. */
export function shownStep(store: TileStore, ref: PointRef, wanted: Ms, stretch: Stretch, now: EpochMs): Ms {
  let best = { stepMs: wanted, share: coverage(store, ref, wanted, stretch, now) }
  if (best.share === 1) return wanted
  for (const stepMs of nearbySteps(wanted, stretch.to - stretch.from)) {
    const share = coverage(store, ref, stepMs, stretch, now)
    if (share > best.share + 0.01) best = { stepMs, share }
  }
  return best.stepMs
}

/** History in whole tiles around a stretch, and live values where history is not known yet. */
export function columnOf(given: {
  store: TileStore
  ref: PointRef
  stepMs: Ms
  stretch: Stretch
  tail: readonly Sample[]
  now: EpochMs
}): Column {
  const { store, ref, stepMs, stretch, tail, now } = given
  const [first, last] = [tileAt(stretch.from, stepMs), tileAt(stretch.to - 1, stepMs)]
  const column = emptyColumn(tileStart(first, stepMs), stepMs, (last - first + 1) * tileSteps)
  for (let place = first; place <= last; place++) {
    const tile = store.tile(ref, stepMs, place)
    if (!tile) continue
    const start = (place - first) * tileSteps
    column.min.set(tile.min, start)
    column.mean.set(tile.mean, start)
    column.max.set(tile.max, start)
    if (tile.notGood) (column.notGood ??= new Float64Array(column.mean.length)).set(tile.notGood, start)
    const known = Math.floor((tile.readTo - tileStart(place, stepMs)) / stepMs)
    column.known.fill(1, start, start + Math.min(tileSteps, Math.max(0, known)))
  }
  joinLive(column, tail, now)
  return column
}

/** Steps of which nothing is known. */
export function emptyColumn(from: EpochMs, stepMs: Ms, steps: number): Column {
  const nothing = () => new Float64Array(steps).fill(Number.NaN)
  return { from, stepMs, min: nothing(), mean: nothing(), max: nothing(), known: new Uint8Array(steps) }
}

/** Writes the means of live values into steps that history left open, so that no seam shows. */
function joinLive({ from, stepMs, min, mean, max, known }: Column, tail: readonly Sample[], now: EpochMs): void {
  const firstAt = tail[0]?.at
  if (firstAt === undefined) return
  let step = -1
  let sum = 0
  let count = 0
  let isOpen = false
  for (const { at, value } of tail) {
    const place = Math.floor((at - from) / stepMs)
    if (place < 0 || place >= mean.length) continue
    if (place !== step) {
      step = place
      sum = count = 0
      isOpen = Number.isNaN(mean[place])
    }
    if (!isOpen) continue
    sum += value
    count++
    mean[place] = sum / count
    min[place] = count === 1 ? value : Math.min(min[place] ?? value, value)
    max[place] = count === 1 ? value : Math.max(max[place] ?? value, value)
  }
  // Since the first live value every step up to the present is known: with a value, or as a gap.
  const start = Math.max(0, Math.ceil((firstAt - from) / stepMs))
  known.fill(1, start, Math.max(start, Math.min(mean.length, Math.floor((now - settleMs - from) / stepMs))))
}

/** A value may take this long to arrive; until then its absence is no gap. */
const settleMs: Ms = 2_500

/** Known spans without a good value. */
export function gapsIn({ from, stepMs, mean, known }: Column): Gap[] {
  const gaps: Gap[] = []
  let start: number | undefined
  for (let i = 0; i <= mean.length; i++) {
    if (i < mean.length && known[i] === 1 && Number.isNaN(mean[i])) start ??= i
    else if (start !== undefined) {
      gaps.push({ from: from + start * stepMs, to: from + i * stepMs })
      start = undefined
    }
  }
  return gaps
}

/** Spans of a stretch in which some of the value was stale or suspect. */
export function notGoodIn({ from, stepMs, notGood }: Column, stretch: Stretch): Gap[] {
  if (!notGood) return []
  const spans: Gap[] = []
  const first = Math.max(0, Math.floor((stretch.from - from) / stepMs))
  const end = Math.min(notGood.length, Math.ceil((stretch.to - from) / stepMs))
  for (let i = first; i < end; i++) {
    if ((notGood[i] ?? 0) === 0) continue
    const last = spans.at(-1)
    const [begin, until] = [from + i * stepMs, from + (i + 1) * stepMs]
    if (last?.to === begin) last.to = until
    else spans.push({ from: begin, to: until })
  }
  return spans
}

/** Place of the step that holds an instant; `undefined` outside the column. */
export function stepAt({ from, stepMs, mean }: Column, at: EpochMs): number | undefined {
  const place = Math.floor((at - from) / stepMs)
  return place >= 0 && place < mean.length ? place : undefined
}
