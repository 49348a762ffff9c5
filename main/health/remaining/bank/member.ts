import { median } from '../../statistics.ts'
import { spreadOf } from '../limit/medians.ts'
import type { BankSettings } from './settings.ts'

/** Spread below which nothing is: sensors are not better. */
const leastSpread = 0.005
/** Share of the rows to learn from that must hold a value. */
const leastShare = 0.25

/** One member of a bank: what is usual of it, and how far it is from that. */
export interface Member {
  /** Takes a level; gives the smoothed departure of its logarithm from what is usual, NaN while that is not known. */
  take(level: number): number
  /** Lets what is usual follow the level a little: nothing stood out in this row. */
  follow(): void
  /** Usual scatter of the logarithm; NaN while it is not known. */
  spread(): number
}

/** A member that learns what is usual from its first rows. */
export function createMember({ skipRows, learnRows, smoothRows, followRows }: BankSettings): Member {
  const learning: number[] = []
  let recent: number[] = []
  let rows = 0
  let [usual, spread, departure] = [Number.NaN, Number.NaN, Number.NaN]
  return {
    take(level) {
      rows++
      const log = level > 0 ? Math.log(level) : Number.NaN
      recent = [...recent.slice(1 - smoothRows), log]
      if (rows > skipRows && rows <= skipRows + learnRows && !Number.isNaN(log)) learning.push(log)
      if (rows === skipRows + learnRows && learning.length >= leastShare * learnRows) {
        usual = median(learning)
        spread = spreadOf(learning) + leastSpread
      }
      departure = median(recent.filter((value) => !Number.isNaN(value))) - usual
      return departure
    },
    follow() {
      if (!Number.isNaN(departure)) usual += departure / followRows
    },
    spread: () => spread,
  }
}
