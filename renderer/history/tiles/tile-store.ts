import type { Stop } from '../../../domain/clock.ts'
import type { Trend } from '../../../domain/rpc/history.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { type Problem, problemOf } from '../../connection/problem.ts'
import { tileStart, tileSteps } from './steps.ts'

/** A piece of a point's history; NaN where nothing good was stored. */
export interface Tile {
  /** History is known up to here; what is later is not read yet. */
  readTo: EpochMs
  min: Float64Array
  mean: Float64Array
  max: Float64Array
}

/** Tiles of one point that a screen needs, `first` to `last`. */
export interface Want {
  ref: PointRef
  stepMs: Ms
  first: number
  last: number
}

/** Asks the engine for a stretch of history. */
export type AskTrend = (
  request: PointRef & { from: EpochMs; to: EpochMs; buckets: number },
  signal: AbortSignal,
) => Promise<Trend>

/** History in tiles, as far as the screens wanted it. */
export interface TileStore {
  tile(ref: PointRef, stepMs: Ms, place: number): Tile | undefined
  /** Reads what is missing or has grown, in the order given; ends what is no longer wanted. */
  want(wants: readonly Want[]): void
  /** Counts up with each answer. */
  version(): number
  /** Calls still under way or waiting. */
  pending(): number
  /** Why the last call failed; `undefined` after one that did not. */
  problem(): Problem | undefined
  subscribe(listener: () => void): Stop
  /** Ends all calls. */
  stop(): void
}

const mostCalls = 4
/** Tiles in one call. */
const mostTogether = 4
const mostTiles = 1_500
const retryMs: Ms = 5_000

interface Call extends Want {
  key: string
  abort: AbortController
}

const keyOf = ({ assetId, point }: PointRef, stepMs: Ms, place: number) => `${assetId} ${point} ${stepMs} ${place}`

/** How old the newest tile may become while the present is in view: live values bridge that. */
function refreshMs(stepMs: Ms): Ms {
  return Math.min(60_000, Math.max(15_000, stepMs))
}

/** Tiles read through `ask`; `now` is engine time. */
export function createTileStore({ ask, now }: { ask: AskTrend; now: () => EpochMs }): TileStore {
  const tiles = new Map<string, Tile>()
  const listeners = new Set<() => void>()
  const calls = new Map<string, Call>()
  let waiting: Want[] = []
  let version = 0
  let problem: Problem | undefined
  let failedAt = -Infinity

  const tell = () => {
    version++
    for (const listener of listeners) listener()
  }
  const isDue = (ref: PointRef, stepMs: Ms, place: number): boolean => {
    if (tileStart(place, stepMs) > now()) return false
    const known = tiles.get(keyOf(ref, stepMs, place))
    if (!known) return true
    return known.readTo < tileStart(place + 1, stepMs) && now() - known.readTo > refreshMs(stepMs)
  }
  const isUnderWay = (ref: PointRef, stepMs: Ms, place: number): boolean =>
    [...calls.values()].some((call) => covers(call, ref, stepMs, place))
  const keep = (call: Call, trend: Trend, readTo: EpochMs) => {
    for (let place = call.first; place <= call.last; place++) {
      const key = keyOf(call.ref, call.stepMs, place)
      tiles.delete(key)
      tiles.set(key, tileOf(trend, (place - call.first) * tileSteps, readTo))
    }
    for (const key of tiles.keys()) {
      if (tiles.size <= mostTiles) break
      tiles.delete(key)
    }
  }
  const run = async (want: Want) => {
    const { ref, stepMs, first, last } = want
    const call: Call = { ...want, key: `${keyOf(ref, stepMs, first)} ${last}`, abort: new AbortController() }
    calls.set(call.key, call)
    const [from, to, readTo] = [tileStart(first, stepMs), tileStart(last + 1, stepMs), now()]
    try {
      const buckets = (last - first + 1) * tileSteps
      keep(call, await ask({ ...ref, from, to, buckets }, call.abort.signal), Math.min(readTo, to))
      problem = undefined
    } catch (error) {
      if (!call.abort.signal.aborted) [problem, failedAt] = [problemOf(error), now()]
    }
    calls.delete(call.key)
    if (!call.abort.signal.aborted) tell()
    next()
  }
  const next = () => {
    while (calls.size < mostCalls) {
      const want = waiting.shift()
      if (!want) return
      void run(want)
    }
  }

  return {
    tile: (ref, stepMs, place) => tiles.get(keyOf(ref, stepMs, place)),
    want(wants) {
      for (const call of calls.values())
        if (!wants.some((want) => overlap(want, call))) {
          call.abort.abort()
          calls.delete(call.key)
        }
      if (now() - failedAt < retryMs) return
      waiting = wants.flatMap((want) =>
        runsOf(want, (place) => isDue(want.ref, want.stepMs, place) && !isUnderWay(want.ref, want.stepMs, place)),
      )
      next()
    },
    version: () => version,
    pending: () => calls.size + waiting.length,
    problem: () => problem,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      waiting = []
      for (const call of calls.values()) call.abort.abort()
      calls.clear()
    },
  }
}

function isSame(a: PointRef, b: PointRef): boolean {
  return a.assetId === b.assetId && a.point === b.point
}

function covers(call: Want, ref: PointRef, stepMs: Ms, place: number): boolean {
  return isSame(call.ref, ref) && call.stepMs === stepMs && call.first <= place && place <= call.last
}

function overlap(a: Want, b: Want): boolean {
  return isSame(a.ref, b.ref) && a.stepMs === b.stepMs && a.first <= b.last && b.first <= a.last
}

/** The runs of a want that are due, none longer than one call. */
function runsOf(want: Want, isDue: (place: number) => boolean): Want[] {
  const runs: Want[] = []
  for (let place = want.first; place <= want.last; place++) {
    if (!isDue(place)) continue
    const run = runs.at(-1)
    if (run && run.last === place - 1 && place - run.first < mostTogether) run.last = place
    else runs.push({ ...want, first: place, last: place })
  }
  return runs
}

function tileOf({ min, mean, max }: Trend, start: number, readTo: EpochMs): Tile {
  const part = (column: readonly (number | null)[]) =>
    Float64Array.from({ length: tileSteps }, (_, i) => column[start + i] ?? Number.NaN)
  return { readTo, min: part(min), mean: part(mean), max: part(max) }
}
