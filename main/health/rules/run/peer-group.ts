import type { Slots } from './slots.ts'
import { median } from '../../statistics.ts'

/** The same point of several assets, sorted once a scan. */
export interface PeerGroup {
  /** Median of all but the asset itself; NaN while fewer than two others are known. */
  medianWithout(place: number): number
  /** Usual scatter of the others: 1.4826 x the median of their distances from the median. */
  spreadWithout(place: number): number
}

/** Fewer others than this say nothing. */
const leastOthers = 2

/** A group; members whose context does not hold are left out. */
export function createPeerGroup(given: {
  slots: Slots
  members: readonly { place: number; isInContext(): boolean }[]
}): PeerGroup {
  const { slots, members } = given
  let turn = -1
  let sorted: number[] = []
  let counted: ReadonlySet<number> = new Set()
  const refresh = () => {
    if (turn === slots.turn) return
    turn = slots.turn
    const known = members.filter(({ place, isInContext }) => !Number.isNaN(slots.value(place)) && isInContext())
    counted = new Set(known.map(({ place }) => place))
    sorted = known.map(({ place }) => slots.value(place)).sort((a, b) => a - b)
  }
  const others = (place: number): { count: number; at(n: number): number } => {
    refresh()
    const own = counted.has(place) ? placeIn(sorted, slots.value(place)) : -1
    const count = sorted.length - (own < 0 ? 0 : 1)
    return { count, at: (n) => sorted[own >= 0 && n >= own ? n + 1 : n] ?? Number.NaN }
  }
  const medianWithout = (place: number) => {
    const { count, at } = others(place)
    if (count < leastOthers) return Number.NaN
    const middle = count >> 1
    return count % 2 === 1 ? at(middle) : (at(middle) + at(middle - 1)) / 2
  }
  return {
    medianWithout,
    spreadWithout(place) {
      const usual = medianWithout(place)
      const { count, at } = others(place)
      return 1.4826 * median(Array.from({ length: count }, (_, n) => Math.abs(at(n) - usual)))
    },
  }
}

function placeIn(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return sorted[low] === value ? low : -1
}
