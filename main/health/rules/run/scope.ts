import type { Asset } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import type { Vocabulary } from '../language/names.ts'
import type { PeersOf } from '../rules-needs.ts'
import type { PeerGroup } from './peer-group.ts'
import type { Slots } from './slots.ts'
import type { Memory } from './truth.ts'

/** What a rule is turned into a program with, for one asset. */
export interface Scope {
  asset: Asset
  vocabulary: Vocabulary
  slots: Slots
  /** How long a value may stand for what followed. */
  holdMs: (point: PointName) => Ms
  peersOf: PeersOf
  /** The group of an asset and its peers for one point; the same for all of them. */
  groupOf(place: number, point: PointName, members: readonly string[]): PeerGroup
  /** Everything that is kept from scan to scan, in the order it was made. */
  memories: Memory[]
  /** Longest hold of the points read since it was last set to 0. */
  longestHoldMs: Ms
  /** Outside its context a rule knows nothing: every value reads as not known. */
  isOutside: boolean
  /** What the values are, for people. */
  sayings: (() => string)[]
}
