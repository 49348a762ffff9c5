import { powerWords } from '../../../domain/asset.ts'
import type { QualificationRow } from '../../../domain/rpc/dispatch/proof.ts'
import { energyKWh, type KW, type KWh, type Ms } from '../../../domain/units.ts'
import { spanWords } from '../words.ts'
import { worstOf } from './checks.ts'
import type { AssetEvidence, Direction } from './evidence.ts'
import type { ServiceNeed } from './service-needs.ts'

/** What takes over from storage while a service is held: so much power from so long after the order. */
export interface Relief {
  powerKW: KW
  afterMs: Ms
}

/**
 * Largest power, up to `fastKW`, that a group can hold for `holdMs` when its storage has `storedKWh` and what lasts
 * relieves it. What relief does not carry comes from storage; the largest power whose energy is there is found by
 * bisection, because that energy only rises with the power.
 */
export function heldKW(fastKW: KW, storedKWh: KWh, relief: readonly Relief[], holdMs: Ms): KW {
  const neededKWh = (powerKW: KW): KWh => {
    const steps = relief.toSorted((a, b) => a.afterMs - b.afterMs)
    let [at, carriedKW, sum] = [0, 0, 0]
    for (const { powerKW: more, afterMs } of [...steps, { powerKW: 0, afterMs: holdMs }]) {
      const until = Math.min(afterMs, holdMs)
      sum += energyKWh(Math.max(0, powerKW - carriedKW), until - at)
      ;[at, carriedKW] = [until, carriedKW + more]
    }
    return sum
  }
  const isHeld = (powerKW: KW) => neededKWh(powerKW) <= storedKWh
  if (isHeld(fastKW)) return fastKW
  let [low, high] = [0, fastKW]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (isHeld(middle)) low = middle
    else high = middle
  }
  return low
}

/** All assets of the site together: those fast enough start, storage among them is relieved by what lasts. */
export function groupRow(
  need: ServiceNeed,
  direction: Direction,
  members: readonly { known: AssetEvidence; row: QualificationRow }[],
): QualificationRow {
  const fitting = members.filter(({ row }) => isFitForGroup(row))
  const evidence = fitting.map(({ known }) => known[direction])
  const lasting = members.filter(({ known }) => known.isSteered && known[direction].energyKWh === Infinity)
  const fastKW = sum(evidence.map(({ ratedKW }) => ratedKW))
  const stores = evidence.filter(({ energyKWh: energy }) => energy < Infinity)
  const storedKWh = sum(stores.map((store) => store.energyKWh))
  // What is as fast as the service asks carries its part from the first moment.
  const relief = lasting.map(({ known, row }) => {
    const { ratedKW, measured, expectedMs } = known[direction]
    return { powerKW: ratedKW, afterMs: isFitForGroup(row) ? 0 : (measured?.fullMs ?? expectedMs) }
  })
  const capacityKW = need.holdMs === null ? fastKW : heldKW(fastKW, storedKWh, relief, need.holdMs)
  const results = fitting.map(({ row }) => withoutHold(row))
  const result = capacityKW < 1 ? 'no' : worstOf(results)
  const lasts = need.holdMs === null ? 'until recalled' : `for ${spanWords(need.holdMs)}`
  const names = fitting.map(({ known }) => known.asset.name)
  return {
    service: need.key,
    serviceLabel: `${need.label}, ${need.region}`,
    direction,
    result,
    capacityKW: Math.round(capacityKW),
    reason:
      names.length === 0
        ? 'No asset is fast enough.'
        : `${powerWords(capacityKW)} ${lasts} from ${names.length} of ${members.length} assets` +
          (lasting.length > 0 && stores.length > 0 ? '; mining and generation relieve storage.' : '.'),
    checks: [],
  }
}

/** Energy is what the others bring: everything else an asset must meet by itself. */
function isFitForGroup(row: QualificationRow): boolean {
  return withoutHold(row) !== 'no' && row.checks.some(({ have }) => have !== 'none in this direction')
}

function withoutHold({ checks }: QualificationRow): QualificationRow['result'] {
  const others = checks.filter(({ name }) => name !== 'power for the hold')
  const isWithoutPower = checks.some(({ have }) => have === 'none in this direction')
  return isWithoutPower ? 'no' : worstOf(others.map(({ result }) => result))
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
