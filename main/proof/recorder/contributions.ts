import type { ProofOrder, ProofRecord } from '../../../domain/dispatch/proof.ts'
import type { KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import { roundKW } from './power-memory.ts'

/** What one asset did so far: its mean before, and a running sum since. */
export interface Contributed {
  assetId: string
  beforeKW: KW | null
  sumKW: number
  count: number
}

/** Adds what the image says to the sums, once the time allowed for the first step is over. */
export function contribute(all: readonly Contributed[], image: Image, { from, terms }: ProofOrder): void {
  if (image.at < from + terms.fullMs) return
  for (const one of all) {
    const powerKW = image.value(one.assetId, 'activePowerKW')
    if (powerKW === undefined) continue
    one.sumKW += powerKW
    one.count += 1
  }
}

/** What an asset did, as the record says it. */
export function contributionOf(contributed: Contributed): ProofRecord['contributions'][number] {
  const { assetId, beforeKW, sumKW, count } = contributed
  return { assetId, beforeKW, duringKW: count === 0 ? null : roundKW(sumKW / count) }
}
