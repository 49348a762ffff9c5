import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { useClient } from '../../connection/connected.tsx'
import type { Problem } from '../../connection/problem.ts'
import { useLiveStore } from '../../state/live.ts'
import { type Column, columnOf, shownStep, type Stretch } from './column.ts'
import { createLiveBook, type LiveBook } from './live-book.ts'
import { stepForWindow, tileAt } from './steps.ts'
import { createTileStore, type TileStore, type Want } from './tile-store.ts'

/** Points over a stretch of time. */
export interface ColumnsRequest {
  refs: readonly PointRef[]
  stretch: Stretch
  widthPx: number
  now: EpochMs
}

/** Points in a stretch, as far as they are read. */
export interface Columns {
  /** In the order of the points asked for. */
  columns: readonly Column[]
  /** Step that fits the stretch. */
  stepMs: Ms
  pending: number
  problem: Problem | undefined
}

/** Reading waits for a moment of rest in a gesture; what is there already is drawn at once. */
const restMs: Ms = 50

/** History of the points in view and around it, joined with live values; old steps stay until the right ones came. */
export function useColumns({ refs, stretch, widthPx, now }: ColumnsRequest): Columns {
  const { store, book } = useParts()
  const version = useSyncExternalStore(store.subscribe, store.version)
  const stepMs = stepForWindow(stretch.to - stretch.from, widthPx)
  const wanted = useMemo(() => wantsFor(refs, stepMs, stretch), [refs, stepMs, stretch])
  useEffect(() => book.follow(refs), [book, refs])
  useEffect(() => {
    const timer = setTimeout(() => store.want(wanted), restMs)
    return () => clearTimeout(timer)
    // The present moves on: what has grown is read again.
  }, [store, wanted, now])
  const keep = useRef(new Map<string, { key: string; column: Column }>())
  const columns = useMemo(
    () =>
      refs.map((ref) => {
        const id = `${ref.assetId} ${ref.point}`
        const around = marginsOf(stretch)
        const shown = shownStep(store, ref, stepMs, stretch, now)
        const isLive = around.to > now - 600_000
        const key = `${shown} ${tileAt(around.from, shown)} ${tileAt(around.to - 1, shown)} ${version} ${isLive ? now : ''}`
        const known = keep.current.get(id)
        if (known?.key === key) return known.column
        const column = columnOf({ store, ref, stepMs: shown, stretch: around, tail: book.samples(ref), now })
        keep.current.set(id, { key, column })
        return column
      }),
    [refs, stretch, stepMs, now, store, book, version],
  )
  return { columns, stepMs, pending: store.pending(), problem: store.problem() }
}

function useParts(): { store: TileStore; book: LiveBook } {
  const client = useClient()
  const live = useLiveStore()
  const [parts] = useState(() => ({
    store: createTileStore({
      ask: (request, signal) => client.history.trend(request, { signal }),
      now: () => live.now(),
    }),
    book: createLiveBook(live),
  }))
  useEffect(() => {
    const stop = parts.book.start()
    return () => {
      stop()
      parts.store.stop()
    }
  }, [parts])
  return parts
}

/** Half a window more on both sides, so that moving shows no edge. */
function marginsOf({ from, to }: Stretch): Stretch {
  const more = (to - from) / 2
  return { from: from - more, to: to + more }
}

/** What is in view for every point first, then what lies beside it. */
function wantsFor(refs: readonly PointRef[], stepMs: Ms, stretch: Stretch): Want[] {
  const around = marginsOf(stretch)
  const [first, last] = [tileAt(stretch.from, stepMs), tileAt(stretch.to - 1, stepMs)]
  const [before, after] = [tileAt(around.from, stepMs), tileAt(around.to - 1, stepMs)]
  const sides = (ref: PointRef): Want[] => [
    ...(before < first ? [{ ref, stepMs, first: before, last: first - 1 }] : []),
    ...(after > last ? [{ ref, stepMs, first: last + 1, last: after }] : []),
  ]
  return [...refs.map((ref) => ({ ref, stepMs, first, last })), ...refs.flatMap(sides)]
}
