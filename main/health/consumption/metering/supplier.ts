import type { EpochMs, KWh } from '../../../../domain/units.ts'
import { ownClass, pairLimitPct, supplierClass } from '../../../../domain/metering/accuracy.ts'
import { checkOf, driftOf, type MeterCheck, moreWords, type Pair } from './check.ts'
import type { Suspect } from './bus.ts'

/** Imported energy of quarters of an hour, by own meter and by the supplier's, where both know it as a whole. */
export interface SupplierPair {
  at: EpochMs
  ownKWh: KWh
  theirKWh: KWh
}

const leastQuarters = 96

/** The own grid meter against the supplier's. Which of both is likelier wrong, the balance of the bus says. */
export function supplierCheck(given: {
  gridId: string
  from: EpochMs
  to: EpochMs
  quarters: readonly SupplierPair[]
  /** What the balance of the bus says: whether it closes, and which meter it speaks against. */
  bus: { state: MeterCheck['state']; suspect: Suspect | undefined }
  dayWords(at: EpochMs): string
}): MeterCheck {
  const { gridId, from, to, quarters, bus, dayWords } = given
  const limitPct = pairLimitPct(ownClass, supplierClass)
  const pairs = quarters.map(({ at, ownKWh, theirKWh }): Pair => ({
    at,
    ownKWh,
    otherKWh: theirKWh,
    throughKWh: theirKWh,
  }))
  return checkOf(
    { id: `supplier:${gridId}`, assetId: gridId, against: 'supplier', from, to },
    {
      pairs,
      limitPct,
      least: leastQuarters,
      words(pct) {
        const sources = `limit by ${ownClass.source} and ${supplierClass.source}`
        if (Math.abs(pct) <= limitPct) return `Both meters agree (${sources}).`
        const drift = driftOf(pairs, limitPct)
        const since = drift ? ` since ${dayWords(drift.sinceAt)}${drift.isNew ? '' : ' or before'}` : ''
        const size = moreWords(drift?.pct ?? pct)
        return `The own meter counts ${size} import than the supplier's${since}; ${blame(gridId, bus)} (${sources}).`
      },
    },
  )
}

function blame(
  gridId: string,
  { state, suspect }: { state: MeterCheck['state']; suspect: Suspect | undefined },
): string {
  if (suspect?.assetId === gridId)
    return 'likelier wrong is the own meter: the balance of the bus speaks against it too'
  if (state === 'agrees')
    return "likelier wrong is the supplier's meter or its ratio: the balance of the bus closes with the own one"
  return 'which of both is wrong is not known: the balance of the bus does not tell'
}
