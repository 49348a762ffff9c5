import type { Memory } from './memory.ts'
import { steadySpreadOfSorted } from './spread-of.ts'

/** What a quantity usually is, from blocks of a moving past that ends some time before now. */
export interface Reference {
  /** Takes the value of the block that has ended; missing ones (NaN) are passed over. */
  push(value: number): void
  /** Middle of the past, NaN before there is enough of it. */
  middle(): number
  /** Spread of the blocks in the past, NaN before there is enough of it. */
  spread(): number
}

/** How long the past is; all in blocks. */
export interface ReferenceSettings {
  blocks: number
  /** The newest blocks, left out so that a fault that grows is not taken for normal. Shorter while the past is young. */
  guardBlocks: number
  /** Fewest blocks that say what is usual. */
  leastBlocks: number
}

/** Middle and spread of a moving past; both survive a foreign part of less than half. */
export function createReference(memory: Memory, settings: ReferenceSettings): Reference {
  const { blocks, guardBlocks, leastBlocks } = settings
  const ring = memory.take(blocks + guardBlocks)
  // blocks seen, middle, spread
  const state = memory.take(3, Number.NaN)
  state[0] = 0
  const past = createSorted(blocks)
  // which blocks `past` holds; they are taken anew after a restore
  let [from, to] = [0, 0]

  function hold(nextFrom: number, nextTo: number): void {
    if (to > nextTo || nextFrom > to || nextTo - to > 1) {
      past.clear()
      ;[from, to] = [nextFrom, nextFrom]
    }
    for (; from < nextFrom; from++) past.remove(ring[from % ring.length] as number)
    for (; to < nextTo; to++) past.insert(ring[to % ring.length] as number)
  }
  return {
    push(value) {
      if (Number.isNaN(value)) return
      const seen = (state[0] as number) + 1
      // the oldest leaves before its place in the ring is used anew
      const end = seen - Math.min(guardBlocks, Math.floor(Math.min(seen, ring.length) / 4))
      if (seen > 1) hold(Math.max(0, end - blocks), Math.min(end, seen - 1))
      ring[(seen - 1) % ring.length] = value
      hold(Math.max(0, end - blocks), end)
      state[0] = seen
      if (past.values().length < leastBlocks) return
      const sorted = past.values()
      state[1] = sorted[sorted.length >> 1] as number
      state[2] = steadySpreadOfSorted(sorted)
    },
    middle: () => state[1] as number,
    spread: () => state[2] as number,
  }
}

/** Numbers in rising order, at most `most` and one. */
function createSorted(most: number) {
  const numbers = new Float64Array(most + 1)
  let count = 0
  function placeOf(value: number): number {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[middle] as number) < value) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    clear: () => void (count = 0),
    insert(value: number) {
      const place = placeOf(value)
      numbers.copyWithin(place + 1, place, count)
      numbers[place] = value
      count++
    },
    remove(value: number) {
      numbers.copyWithin(placeOf(value), placeOf(value) + 1, count)
      count--
    },
    /** All of them; valid until the next change. */
    values: () => numbers.subarray(0, count),
  }
}
