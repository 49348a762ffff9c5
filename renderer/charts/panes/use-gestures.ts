import {
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
import { clamp, type EpochMs } from '../../../domain/units.ts'
import type { Stretch } from '../../history/tiles/column.ts'
import type { PaneBox } from './pane.ts'
import { keyedWindow, panned, type TimeWindow, zoomed } from './time-window.ts'

/** What a person does with a chart of panes. */
export interface Gestures {
  window: TimeWindow
  now: EpochMs
  /** `isNew` at the begin of a gesture: the window before it is what a double click goes back to. */
  onWindow: (window: TimeWindow, isNew: boolean) => void
  onBack: () => void
  onHover: (at: EpochMs | undefined) => void
  /** A range dragged with Shift held, while it grows and when it is done. */
  onRange: (range: Stretch | undefined, isDone: boolean) => void
  /** A cursor taken hold of and moved; `undefined` where none is near. */
  cursorNear: (at: EpochMs, slackMs: number) => ((at: EpochMs) => void) | undefined
}

/** Wheel turns that follow within this are one gesture. */
const gestureMs = 700
/** One notch of a wheel, 100 px, changes the width by about a third. */
const zoomPerPx = 0.004
const slackPx = 6

type Drag =
  | { kind: 'pan'; x: number; window: TimeWindow; hasMoved: boolean }
  | { kind: 'range'; from: EpochMs }
  | { kind: 'cursor'; move: (at: EpochMs) => void }

/** Wheel, drag, double click and keys of a chart, as changes of its window. */
export function useGestures(root: RefObject<HTMLElement | null>, box: PaneBox | undefined, gestures: Gestures) {
  const latest = useRef(gestures)
  useEffect(() => {
    // Several events may come before the next drawing: each goes on from the window of the one before.
    const onWindow = (window: TimeWindow, isNew: boolean) => {
      latest.current.window = window
      gestures.onWindow(window, isNew)
    }
    latest.current = { ...gestures, onWindow }
  })
  useWheel(root, box, latest)
  const { isPanning, handlers } = useDrag(root, box, latest)
  return {
    isPanning,
    handlers: {
      ...handlers,
      onDoubleClick: () => latest.current.onBack(),
      onKeyDown: (event: ReactKeyboardEvent) => onKey(event, latest.current),
    },
  }
}

/** The instant under the pointer. */
function instantAt(clientX: number, root: HTMLElement | null, box: PaneBox | undefined, gestures: Gestures): EpochMs {
  const left = root?.getBoundingClientRect().left ?? 0
  const share = clamp((clientX - left - (box?.left ?? 0)) / (box?.width ?? 1), 0, 1)
  const { window, now } = gestures
  return Math.round((window.end === 'now' ? now : window.end) - window.spanMs * (1 - share))
}

function useDrag(root: RefObject<HTMLElement | null>, box: PaneBox | undefined, latest: RefObject<Gestures>) {
  const drag = useRef<Drag>(undefined)
  const [isPanning, setPanning] = useState(false)
  const instant = (event: ReactPointerEvent) => instantAt(event.clientX, root.current, box, latest.current)
  const width = box?.width ?? 1
  const onPointerDown = (event: ReactPointerEvent) => {
    if (event.button !== 0) return
    const { window, cursorNear, onRange } = latest.current
    const at = instant(event)
    const move = cursorNear(at, (slackPx / width) * window.spanMs)
    event.currentTarget.setPointerCapture(event.pointerId)
    if (move) drag.current = { kind: 'cursor', move }
    else if (event.shiftKey) {
      drag.current = { kind: 'range', from: at }
      onRange({ from: at, to: at }, false)
    } else drag.current = { kind: 'pan', x: event.clientX, window, hasMoved: false }
  }
  const onPointerMove = (event: ReactPointerEvent) => {
    const { onHover, onRange, onWindow, now } = latest.current
    const at = instant(event)
    const held = drag.current
    onHover(at)
    if (held?.kind === 'cursor') held.move(at)
    else if (held?.kind === 'range') onRange(ordered(held.from, at), false)
    else if (held) {
      const byPx = held.x - event.clientX
      if (!held.hasMoved && Math.abs(byPx) < 3) return
      onWindow(panned(held.window, now, (byPx / width) * held.window.spanMs), !held.hasMoved)
      held.hasMoved = true
      setPanning(true)
    }
  }
  const onPointerUp = (event: ReactPointerEvent) => {
    const held = drag.current
    drag.current = undefined
    setPanning(false)
    if (held?.kind === 'range') latest.current.onRange(ordered(held.from, instant(event)), true)
  }
  const onPointerLeave = () => drag.current ?? latest.current.onHover(undefined)
  return {
    isPanning,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave },
  }
}

function ordered(a: EpochMs, b: EpochMs): Stretch {
  return a < b ? { from: a, to: b } : { from: b, to: a }
}

function onKey(event: ReactKeyboardEvent, { window, now, onWindow, onBack }: Gestures): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const next = keyedWindow(event.key, window, now)
  if (!next && event.key !== 'Backspace') return
  event.preventDefault()
  if (next) onWindow(next, !event.repeat)
  else onBack()
}

function useWheel(root: RefObject<HTMLElement | null>, box: PaneBox | undefined, latest: RefObject<Gestures>): void {
  useEffect(() => {
    const element = root.current
    if (!element || !box) return undefined
    let last = -Infinity
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { window, now, onWindow } = latest.current
      const isNew = event.timeStamp - last > gestureMs
      last = event.timeStamp
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        onWindow(panned(window, now, (event.deltaX / box.width) * window.spanMs), isNew)
        return
      }
      const share = clamp((event.clientX - element.getBoundingClientRect().left - box.left) / box.width, 0, 1)
      const px = event.deltaMode === 0 ? event.deltaY : event.deltaY * 33
      onWindow(zoomed(window, now, Math.exp(clamp(px, -400, 400) * zoomPerPx), share), isNew)
    }
    // React listens passively, and the page would scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [root, box, latest])
}
