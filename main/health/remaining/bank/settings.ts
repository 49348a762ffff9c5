import type { EpochMs } from '../../../../domain/units.ts'

/** How a bank of like members (bearings of a row, wheels of a stack, fans) is watched. */
export interface BankSettings {
  /** Rows that are not looked at while machines warm up, and rows that are then learned from. */
  skipRows: number
  learnRows: number
  /** Rows over which what is usual follows a member that does not stand out: machines run in, and days differ. */
  followRows: number
  /** Rows of the running median. */
  smoothRows: number
  /** Rows in a row before a member is named. */
  inARow: number
  /** Spreads, and ratio to what is usual, that a member must exceed. */
  spreads: number
  ratio: number
  /** Share of the loudest member's departure: what is below is taken for its echo. */
  echoShare: number
}

/** For a row every ten minutes or so: a day is learned from, an hour must agree. From 5 to 10 spreads it names the same. */
export const usualBank: BankSettings = {
  skipRows: 12,
  learnRows: 132,
  followRows: 2_000,
  smoothRows: 6,
  inARow: 6,
  spreads: 8,
  ratio: 1.1,
  echoShare: 1 / 3,
}

/** A member that stands out, or the row as a whole. */
export interface Outlier {
  /** First row of those that agree. */
  sinceAt: EpochMs
  /** Level against what was usual for it, its peers' common change taken out for a member; 1.2 = a fifth louder. */
  ratio: number
  /** The same in spreads. */
  spreads: number
}
