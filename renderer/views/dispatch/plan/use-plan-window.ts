import { useState } from 'react'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { stretchOf, type TimeWindow } from '../../../charts/panes/time-window.ts'
import type { Stretch } from '../../../history/tiles/column.ts'

const hourMs: Ms = 3_600_000
const spanMs = 48 * hourMs
/** So much of what was stands beside what comes. */
const pastMs = 14 * hourMs

/** The window of the plan's chart: two days around the present, until a person moves it. */
export function usePlanWindow(now: EpochMs, horizonEnd: EpochMs | undefined) {
  const [earlier, setEarlier] = useState<readonly TimeWindow[]>([])
  const [moved, setMoved] = useState<TimeWindow>()
  const start = Math.floor(now / hourMs) * hourMs - pastMs
  const window: TimeWindow = moved ?? { spanMs, end: start + spanMs }
  const end = Math.max(horizonEnd ?? 0, start + spanMs)
  const stretch: Stretch = stretchOf(window, end)
  return {
    window,
    stretch,
    /** The latest instant that can be looked at. */
    end,
    isMoved: moved !== undefined,
    show: (next: TimeWindow, isNew: boolean) => {
      if (isNew) setEarlier((list) => [...list.slice(-20), window])
      setMoved(next)
    },
    back: () => {
      setMoved(earlier.at(-1))
      setEarlier((list) => list.slice(0, -1))
    },
    reset: () => {
      setMoved(undefined)
      setEarlier([])
    },
  }
}
