import { createMemory } from '../stream/memory.ts'
import { createReference } from '../stream/reference.ts'
import { createRunningMedian } from '../stream/running-median.ts'
import { medianOf } from '../stream/spread-of.ts'
import { peerDefaults, type PeerSettings } from './settings.ts'

/** What a row of like members said. */
export interface PeerState {
  /** Signed score of each member against the row, 1 = at the threshold; NaN where it is missing, 0 while it learns. */
  members: Float64Array
  /** Distance of each member to the row, in the quantity's unit (a logarithm with `byRatio`). */
  offs: Float64Array
  /** Signed score of the row itself against its past: "the whole row". */
  row: number
  /** Distance of the row to its past. */
  rowOff: number
}

/** Like members of a bank or row beside each other. */
export interface PeerDetector {
  /** Takes a row with one value for each member, NaN when missing. The answer is valid until the next call. */
  push(values: Float64Array): PeerState
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

/**
 * Each member's own usual distance to its past is taken off first (no two are built the same), then the middle of the row, which
 * carries what happens to all of them: weather, load, season. Half the row going together hides from that, so
 * the row is held against its own past too. `finest` says the smallest spread that is believed; with `byRatio` values
 * must be positive and a difference is a share.
 */
export function createPeerDetector(
  members: number,
  { finest, byRatio }: { finest: () => number; byRatio: boolean },
  settings: PeerSettings = peerDefaults,
): PeerDetector {
  const memory = createMemory()
  const smooth = Array.from({ length: members }, () => createRunningMedian(memory, settings.medianRows))
  const usual = Array.from({ length: members }, () => createReference(memory, settings))
  const apart = Array.from({ length: members }, () => createReference(memory, settings))
  const together = createReference(memory, settings)
  // rows in a row with a sign, for each member and at last the row
  const runs = memory.take(members + 1)
  const own = new Float64Array(members)
  const answer: PeerState = {
    members: new Float64Array(members),
    offs: new Float64Array(members),
    row: 0,
    rowOff: 0,
  }

  /** Counts rows on one side of the threshold; the score is held just below 1 until there are enough of them. */
  function inARow(place: number, score: number): number {
    const isOut = Math.abs(score) >= 1
    const before = runs[place] as number
    const sign = Math.sign(score)
    runs[place] = isOut ? (Math.sign(before) === sign ? before + sign : sign) : 0
    return isOut && Math.abs(runs[place] as number) < settings.inARow ? 0.99 * sign : score
  }
  const scoreOf = (off: number, spread: number) =>
    Number.isNaN(spread) ? 0 : off / Math.max(spread, finest()) / settings.threshold
  return {
    push(values) {
      for (let i = 0; i < members; i++) {
        const value = values[i] as number
        const known = smooth[i]?.(byRatio ? Math.log(value) : value) ?? Number.NaN
        const base = usual[i]?.middle() ?? Number.NaN
        own[i] = Number.isNaN(value) || Number.isNaN(base) ? Number.NaN : known - base
        usual[i]?.push(Number.isNaN(value) ? Number.NaN : known)
      }
      const present = own.reduce((count, off) => count + (Number.isNaN(off) ? 0 : 1), 0)
      const middle = present >= settings.leastMembers ? medianOf(own) : Number.NaN
      for (let i = 0; i < members; i++) {
        const off = (own[i] as number) - middle
        answer.offs[i] = off
        answer.members[i] = Number.isNaN(off) ? off : inARow(i, scoreOf(off, apart[i]?.spread() ?? Number.NaN))
        apart[i]?.push(off)
      }
      answer.rowOff = middle - together.middle()
      answer.row = Number.isNaN(middle) ? 0 : inARow(members, scoreOf(answer.rowOff, together.spread()))
      together.push(middle)
      return answer
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}
