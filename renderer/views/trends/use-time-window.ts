import { useCallback, useMemo, useState } from 'react'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { stretchOf, type TimeWindow, windowBetween } from '../../charts/panes/time-window.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import { useLiveStore, useNow } from '../../state/live.ts'

/** The window of time in view, and the way back to those before. */
export interface WindowState {
  window: TimeWindow
  stretch: Stretch
  now: EpochMs
  /** `isNew` when a person begins something: the window before it is kept for the way back. */
  show: (window: TimeWindow, isNew: boolean) => void
  back: () => void
  hasBack: boolean
}

const mostKept = 50

/** How often a live view moves on: by about a pixel, and not more than once a second. */
function everyMs({ spanMs, end }: TimeWindow): Ms {
  if (end !== 'now') return 5_000
  return spanMs <= 3_600_000 ? 1_000 : spanMs <= 86_400_000 ? 5_000 : 60_000
}

/** The window begins with the one the address names, else with a span up to the present. */
export function useTimeWindow(spanMs: Ms, address: { from?: EpochMs; to?: EpochMs }): WindowState {
  const store = useLiveStore()
  const [{ window, earlier }, setState] = useState<{ window: TimeWindow; earlier: readonly TimeWindow[] }>(() => {
    const { from, to } = address
    const isNamed = from !== undefined && to !== undefined && to > from
    return { window: isNamed ? windowBetween(from, to, store.now()) : { spanMs, end: 'now' }, earlier: [] }
  })
  const now = useNow(everyMs(window))
  const stretch = useMemo(() => stretchOf(window, now), [window, now])
  const show = useCallback(
    (next: TimeWindow, isNew: boolean) =>
      setState((state) => ({
        window: next,
        earlier: isNew ? [...state.earlier.slice(1 - mostKept), state.window] : state.earlier,
      })),
    [],
  )
  const back = useCallback(
    () =>
      setState(({ window: shown, earlier: kept }) => ({
        window: kept.at(-1) ?? shown,
        earlier: kept.slice(0, -1),
      })),
    [],
  )
  return { window, stretch, now, show, back, hasBack: earlier.length > 0 }
}
