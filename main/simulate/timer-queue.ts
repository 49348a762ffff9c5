import type { Ms } from '../../domain/units.ts'

/** Something to call at an instant. */
export interface Timer {
  due: Ms
  order: number
  /** Emptied when it is stopped; the queue forgets it when its turn comes. */
  run: (() => void) | undefined
}

/** Timers in the order they are due, those of one instant in the order they were set. */
export interface TimerQueue {
  add(due: Ms, run: () => void): Timer
  /** Takes out the first one due until then; `undefined` when there is none. */
  next(until: Ms): Timer | undefined
}

/** An empty queue, kept as a heap: thousands of timers cost little more than a few. */
export function createTimerQueue(): TimerQueue {
  const heap: Timer[] = []
  let order = 0
  return {
    add(due, run) {
      const timer: Timer = { due, order: order++, run }
      push(heap, timer)
      return timer
    },
    next(until) {
      for (let first = heap[0]; first && first.due <= until; first = heap[0]) {
        pop(heap)
        if (first.run) return first
      }
      return undefined
    },
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order)
}

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (!parent || !isBefore(timer, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = timer
}

/** Takes the first one away. */
function pop(heap: Timer[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    const [left, right] = [heap[below], heap[below + 1]]
    if (left && right && isBefore(right, left)) below += 1
    const child = heap[below]
    if (!child || !isBefore(child, last)) break
    heap[at] = child
    at = below
  }
  heap[at] = last
}
