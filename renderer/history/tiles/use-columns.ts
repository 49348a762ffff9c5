import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { useClient } from '../../connection/connected.tsx'
import type { Problem } from '../../connection/problem.ts'
import { useLiveStore } from '../../state/live.ts'
import { type Column, columnOf, shownStep, type Stretch } from './column.ts'
import { createLiveBook, type LiveBook } from './live-book.ts'
import { stepForWindow, tileAt } from './steps.ts'
import { type AskTrend, createTileStore, type TileStore, type Want } from './tile-store.ts'

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
  /** Reads all anew, after history itself was changed. */
  renew: () => void
}

/** Reading waits for a moment of rest in a gesture; what is there already is drawn at once. */
const restMs: Ms = 50

/** History of the points in view and around it, joined with live values; old steps stay until the right ones came. */
export function useColumns({ refs, stretch, widthPx, now }: ColumnsRequest): Columns {
  const { store, book, shelf } = useParts()
  const stepMs = stepForWindow(stretch.to - stretch.from, widthPx)
  const wanted = useMemo(() => wantsFor(refs, stepMs, stretch), [refs, stepMs, stretch])
  useEffect(() => book.follow(refs), [book, refs])
  useReading(store, wanted, now)
  const version = useSyncExternalStore(store.subscribe, store.version)
  const columns = useMemo(
    () => refs.map((ref) => shelf.column({ ref, wanted: stepMs, stretch, now, version })),
    [refs, stretch, stepMs, now, shelf, version],
  )
  return { columns, stepMs, pending: store.pending(), problem: store.problem(), renew: store.forget }
}

/** Has the store read what is wanted, and again what has grown since `now`. */
function useReading(store: TileStore, wanted: readonly Want[], now: EpochMs): void {
  useEffect(() => {
    const timer = setTimeout(() => store.want(wanted), restMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [store, wanted, now])
}

/** Columns as they were made last: the same object as long as nothing in it changes. */
function createShelf(store: TileStore, book: LiveBook) {
  const made = new Map<string, { key: string; column: Column }>()
  return {
    column(given: { ref: PointRef; wanted: Ms; stretch: Stretch; now: EpochMs; version: number }): Column {
      const { ref, wanted, stretch, now, version } = given
      const id = `${ref.assetId} ${ref.point}`
      const around = marginsOf(stretch)
      const stepMs = shownStep(store, ref, wanted, stretch, now)
      const places = `${tileAt(around.from, stepMs)} ${tileAt(around.to - 1, stepMs)}`
      const key = `${stepMs} ${places} ${version} ${around.to > now - 600_000 ? now : ''}`
      const known = made.get(id)
      if (known?.key === key) return known.column
      const column = columnOf({ store, ref, stepMs, stretch: around, tail: book.samples(ref), now })
      made.set(id, { key, column })
      return column
    },
  }
}

function useParts(): { store: TileStore; book: LiveBook; shelf: ReturnType<typeof createShelf> } {
  const client = useClient()
  const live = useLiveStore()
  const [parts] = useState(() => {
    const ask: AskTrend = (request, signal) => client.history.trend(request, { signal })
    const store = createTileStore({ ask, now: () => live.now() })
    const book = createLiveBook(live)
    return { store, book, shelf: createShelf(store, book) }
  })
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
