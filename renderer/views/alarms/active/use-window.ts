import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** The rows in sight of a list with rows of one height. */
export interface RowWindow {
  box: RefObject<HTMLDivElement | null>
  onScroll: () => void
  /** Places [first, last) that are drawn. */
  first: number
  last: number
  /** Rows that fit whole. */
  perPage: number
  /** Scrolls as little as brings the row into sight. */
  show: (place: number) => void
}

/** Rows drawn above and below those in sight, so that a quick scroll shows no hole. */
const spare = 6

/** Follows which rows of a scrolling box are in sight; drawn anew only when others are. `headPx` sticks at its top. */
export function useWindow(count: number, rowPx: number, headPx: number): RowWindow {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(800)
  const onScroll = useCallback(() => setTop(Math.floor((box.current?.scrollTop ?? 0) / rowPx)), [rowPx])
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const show = useCallback(
    (place: number) => {
      const element = box.current
      if (!element) return
      const least = (place + 1) * rowPx + headPx - element.clientHeight
      if (element.scrollTop > place * rowPx) element.scrollTop = place * rowPx
      else if (element.scrollTop < least) element.scrollTop = least
    },
    [rowPx, headPx],
  )
  const perPage = Math.max(1, Math.floor((height - headPx) / rowPx))
  // A list that became shorter scrolls back by itself, and says so only afterwards.
  const from = Math.max(0, Math.min(top, count - perPage))
  return {
    box,
    onScroll,
    first: Math.max(0, from - spare),
    last: Math.min(count, from + perPage + 1 + spare),
    perPage,
    show,
  }
}
