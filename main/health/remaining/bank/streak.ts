import type { EpochMs } from '../../../../domain/units.ts'
import type { BankSettings, Outlier } from './settings.ts'

/** Counts rows that agree. */
export interface Streak {
  /** Takes a departure (of the logarithm) and its usual scatter; an outlier when enough rows in a row stand out. */
  take(at: EpochMs, departure: number, spread: number): Outlier | null
}

/** A count that begins with none. */
export function createStreak({ inARow, spreads, ratio }: BankSettings): Streak {
  let rows = 0
  let sinceAt = 0
  return {
    take(at, departure, spread) {
      const isOut = departure > spreads * spread && departure > Math.log(ratio)
      rows = isOut ? rows + 1 : 0
      if (rows === 1) sinceAt = at
      return rows >= inARow ? { sinceAt, ratio: Math.exp(departure), spreads: departure / spread } : null
    },
  }
}
