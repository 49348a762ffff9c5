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
  /** Share of each step that was stale or suspect; absent where none was. */
  notGood?: Float64Array
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
  /** Forgets what was read, as history itself was changed; what is wanted next is read anew. */
  forget(): void
  /** Ends all calls. */
  stop(): void
}

const mostCalls = 4
/** Tiles in one call. */
const mostTogether = 4
const mostTiles = 1_500
const retryMs: Ms = 5_000

interface Call extends Want {
  abort: AbortController
}

const keyOf = ({ assetId, point }: PointRef, stepMs: Ms, place: number) => `${assetId} ${point} ${stepMs} ${place}`

/** How old the newest tile may become while the present is in view: live values bridge that. */
function refreshMs(stepMs: Ms): Ms {
  return Math.min(60_000, Math.max(15_000, stepMs))
}

/** The tiles that were read, the oldest of them let go when there are too many. */
function createTiles(now: () => EpochMs) {
  const tiles = new Map<string, Tile>()
  const get = (ref: PointRef, stepMs: Ms, place: number) => tiles.get(keyOf(ref, stepMs, place))
  return {
    get,
    clear: () => tiles.clear(),
    /** Whether a tile is missing, or has grown by more than live values bridge. */
    isDue({ ref, stepMs }: Want, place: number): boolean {
      if (tileStart(place, stepMs) > now()) return false
      const known = get(ref, stepMs, place)
      if (!known) return true
      return known.readTo < tileStart(place + 1, stepMs) && now() - known.readTo > refreshMs(stepMs)
    },
    keep({ ref, stepMs, first, last }: Want, trend: Trend, readTo: EpochMs): void {
      for (let place = first; place <= last; place++) {
        const key = keyOf(ref, stepMs, place)
        tiles.delete(key)
        tiles.set(key, tileOf(trend, (place - first) * tileSteps, readTo))
      }
      for (const key of tiles.keys()) {
        if (tiles.size <= mostTiles) break
        tiles.delete(key)
      }
    },
  }
}

/** Tiles read through `ask`; `now` is engine time. */
export function createTileStore({ ask, now }: { ask: AskTrend; now: () => EpochMs }): TileStore {
  const tiles = createTiles(now)
  const listeners = new Set<() => void>()
  const calls = new Set<Call>()
  let waiting: Want[] = []
  let version = 0
  let problem: Problem | undefined
  let failedAt = -Infinity

  const run = async (want: Want) => {
    const call: Call = { ...want, abort: new AbortController() }
    calls.add(call)
    const { ref, stepMs, first, last } = want
    const [from, to, readTo] = [tileStart(first, stepMs), tileStart(last + 1, stepMs), now()]
    try {
      const buckets = (last - first + 1) * tileSteps
      tiles.keep(want, await ask({ ...ref, from, to, buckets }, call.abort.signal), Math.min(readTo, to))
      problem = undefined
    } catch (error) {
      if (!call.abort.signal.aborted) [problem, failedAt] = [problemOf(error), now()]
    }
    calls.delete(call)
    version++
    if (!call.abort.signal.aborted) for (const listener of listeners) listener()
    next()
  }
  const next = () => {
    while (calls.size < mostCalls) {
      const want = waiting.shift()
      if (!want) return
      void run(want)
    }
  }
  const stop = () => {
    waiting = []
    end(calls, () => true)
  }
  return {
    tile: tiles.get,
    want(wants) {
      end(calls, (call) => !wants.some((want) => overlap(want, call)))
      if (now() - failedAt < retryMs) return
      waiting = missing(wants, tiles, calls)
      next()
    },
    version: () => version,
    pending: () => calls.size + waiting.length,
    problem: () => problem,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    forget() {
      stop()
      tiles.clear()
      version++
      for (const listener of listeners) listener()
    },
    stop,
  }
}

function end(calls: Set<Call>, isOver: (call: Call) => boolean): void {
  for (const call of calls) {
    if (!isOver(call)) continue
    call.abort.abort()
    calls.delete(call)
  }
}

function isSame(a: PointRef, b: PointRef): boolean {
  return a.assetId === b.assetId && a.point === b.point
}

/** What is wanted, due and not asked for yet, in calls. */
function missing(wants: readonly Want[], tiles: ReturnType<typeof createTiles>, calls: ReadonlySet<Call>): Want[] {
  return wants.flatMap((want) => runsOf(want, (place) => tiles.isDue(want, place) && !isUnderWay(calls, want, place)))
}

function isUnderWay(calls: ReadonlySet<Call>, { ref, stepMs }: Want, place: number): boolean {
  return [...calls].some(
    (call) => isSame(call.ref, ref) && call.stepMs === stepMs && call.first <= place && place <= call.last,
  )
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

function tileOf({ min, mean, max, notGood }: Trend, start: number, readTo: EpochMs): Tile {
  const part = (column: readonly (number | null)[]) =>
    Float64Array.from({ length: tileSteps }, (_, i) => column[start + i] ?? Number.NaN)
  const tile = { readTo, min: part(min), mean: part(mean), max: part(max) }
  if (!notGood) return tile
  return { ...tile, notGood: Float64Array.from({ length: tileSteps }, (_, i) => notGood[start + i] ?? 0) }
}
