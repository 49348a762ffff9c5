import type { Stretch } from '../../history/tiles/column.ts'
import { type RangeNote, xOf } from './marks.ts'
import type { PaneBox } from './pane.ts'

/** A name that wants to stand at its line. */
export interface NameWish {
  id: string
  text: string
  /** Height of the line at a place across the pane, px from its top; `undefined` where there is none. */
  yAt: (x: number) => number | undefined
}

/** Where a name stands: left end and baseline, px in the pane. */
export interface NamePlace {
  id: string
  text: string
  x: number
  y: number
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const letterPx = 5.9
const linePx = 14
const tries = [0.24, 0.4, 0.56, 0.72, 0.1, 0.86]

/** Puts names beside their lines, where they meet no other line and no other name. */
export function placeNames(wishes: readonly NameWish[], width: number, height: number): NamePlace[] {
  const taken: Box[] = [{ left: 0, top: -30, right: width, bottom: 0 }]
  const places: NamePlace[] = []
  wishes.forEach((wish, n) => {
    const length = wish.text.length * letterPx
    const best = candidates(wish, n, { width, height, length })
      .map((box) => ({ box, cost: costOf(box, wish, wishes, taken) }))
      .toSorted((a, b) => a.cost - b.cost)[0]
    if (!best) return
    taken.push(best.box)
    places.push({ id: wish.id, text: wish.text, x: best.box.left, y: best.box.bottom - 3 })
  })
  return places
}

function candidates(wish: NameWish, n: number, size: { width: number; height: number; length: number }): Box[] {
  return tries.flatMap((_, i) => {
    const share = tries[(i + n) % tries.length] ?? 0.5
    const left = Math.min(size.width - size.length - 4, Math.max(4, share * size.width - size.length / 2))
    const heights = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => wish.yAt(left + part * size.length) ?? [])
    if (heights.length === 0) return []
    const above = Math.min(...heights) - 5 - linePx
    const below = Math.max(...heights) + 5
    return [above, below]
      .map((top) => ({ left, top, right: left + size.length, bottom: top + linePx }))
      .filter((box) => box.top >= 0 && box.bottom <= size.height)
  })
}

/** Names weigh most, then other lines; the first candidate wins where nothing is in the way. */
function costOf(box: Box, wish: NameWish, wishes: readonly NameWish[], taken: readonly Box[]): number {
  const onNames = taken.filter((other) => meets(box, other)).length
  const samples = [0, 0.25, 0.5, 0.75, 1].map((part) => box.left + part * (box.right - box.left))
  const onLines = wishes.filter(
    (other) =>
      other !== wish &&
      samples.some((x) => {
        const y = other.yAt(x)
        return y !== undefined && y > box.top - 1 && y < box.bottom + 1
      }),
  ).length
  return onNames * 100 + onLines * 10
}

function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

const longestNote = 60
const mostNoteRows = 3

/** Words of the notes in view at the top of the first pane, below each other where they would meet. */
export function placeNotes(notes: readonly RangeNote[], box: PaneBox, stretch: Stretch): NamePlace[] {
  const ends: number[] = []
  return notes.flatMap(({ id, from, to, text: words }): NamePlace[] => {
    if (to < stretch.from || from > stretch.to) return []
    const text = words.length > longestNote ? `${words.slice(0, longestNote - 1)}…` : words
    const length = text.length * letterPx
    const x = Math.min(Math.max(box.left, xOf(from, box, stretch)) + 4, box.left + box.width - length)
    const row = Array.from({ length: mostNoteRows }, (_, i) => i).find((i) => (ends[i] ?? -Infinity) < x)
    // What has no row stays in the list beside the chart.
    if (row === undefined) return []
    ends[row] = x + length + 8
    return [{ id, text, x: Math.max(box.left + 4, x), y: box.top + 12 + row * linePx }]
  })
}
