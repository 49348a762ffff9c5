import type { ReferenceSettings } from '../stream/reference.ts'

/** Parameters of the comparison in a bank or row; in rows. */
export interface PeerSettings extends ReferenceSettings {
  /** Rows of the running median of each member. */
  medianRows: number
  /** Rows in a row that must all say so. */
  inARow: number
  /** Fewest members whose middle means something. */
  leastMembers: number
  /** Spreads of the distance to the row at which the score is 1. */
  threshold: number
}

/** For rows of an hour: four weeks up to a week ago; six hours in a row eight spreads off (as found on IMS test 2). */
export const peerDefaults: PeerSettings = {
  blocks: 672,
  guardBlocks: 168,
  leastBlocks: 48,
  medianRows: 6,
  inARow: 6,
  leastMembers: 3,
  threshold: 8,
}
