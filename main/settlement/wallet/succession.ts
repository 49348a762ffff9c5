import type { Quarter } from '../../../domain/metering/quarter.ts'
import { firstOfNext, type SpeakingKey } from '../keys/controller-keys.ts'

/** A key, and how far what it signed lies on the chain for good. */
export interface Succession {
  key: Pick<SpeakingKey, 'epoch' | 'fromQuarter' | 'untilQuarter'>
  /** First quarter that no batch on the chain holds for good. */
  firstUnposted: Quarter
  /** Quarter after the batch that holds a quarter, as this site made it; `undefined` = none was made. */
  batchEnd(quarter: Quarter): Quarter | undefined
}

/**
 * Where the successor of a lost or revoked key begins: at the first quarter that is not on the chain, so that all that waits
 * is signed anew. The registry leaves the first quarter of a later key to that key, so its batch stays with it.
 */
export function successorFrom({ key, firstUnposted, batchEnd }: Succession): Quarter {
  const isBegun = key.epoch === 1 || firstUnposted > key.fromQuarter
  return isBegun ? Math.max(firstUnposted, firstOfNext(key)) : (batchEnd(key.fromQuarter) ?? firstOfNext(key))
}

/**
 * First quarter from which on a key can be disbelieved and all that waits still reaches the chain: a quarter that is not there
 * yet needs a key that is believed or a successor, and the registry names successors only behind the newest key.
 */
export function earliestRevocation(asked: Succession): Quarter {
  const { key, firstUnposted } = asked
  const { fromQuarter, untilQuarter } = key
  if (untilQuarter !== null) return firstUnposted >= untilQuarter ? fromQuarter : untilQuarter
  return firstUnposted > fromQuarter || key.epoch === 1 ? fromQuarter : successorFrom(asked)
}
