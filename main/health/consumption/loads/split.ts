import type { EpochMs, KW, KWh, Ms } from '../../../../domain/units.ts'
import type { Run } from './match-edges.ts'

/** Means of the draw, one for each five minutes from `from` on; NaN where nothing was read. */
export interface DrawMeans {
  from: EpochMs
  meanKW: readonly KW[]
}

/** A run with the consumer it belongs to. */
export interface OwnedRun extends Run {
  groupId: string
}

/** What a load is made of. All add up to `totalKWh`, and none is negative. */
export interface Split {
  totalKWh: KWh
  baseKWh: KWh
  unexplainedKWh: KWh
  byGroup: ReadonlyMap<string, KWh>
  /** Time in which the draw was known. */
  knownMs: Ms
}

/** Length of a mean. */
export const bucketMs: Ms = 300_000
/** Share of the time in which what is left may lie below the base: noise, and runs that were ascribed too long. */
const baseShare = 0.1

/**
 * Divides a draw among its consumers. The base is what is left without them nearly always; where consumers add up to more
 * than is drawn above it, they give way by their size; what then is left has no explanation.
 */
export function splitLoad({ from, meanKW }: DrawMeans, runs: readonly OwnedRun[]): Split {
  const count = meanKW.length
  const powers = powersOf(runs, from, count)
  const sums = new Float64Array(count)
  for (const column of powers.values()) for (let i = 0; i < count; i++) sums[i] = (sums[i] ?? 0) + (column[i] ?? 0)
  const rests = meanKW.flatMap((kW, i) => (Number.isNaN(kW) ? [] : [Math.max(0, kW - (sums[i] ?? 0))]))
  const baseKW = rests.toSorted((a, b) => a - b)[Math.floor(baseShare * rests.length)] ?? 0
  /** What is left of each consumer's power where they are more than there is; 0 where nothing was read. */
  const shares = new Float64Array(count)
  let [total, base, unexplained] = [0, 0, 0]
  meanKW.forEach((kW, i) => {
    if (Number.isNaN(kW)) return
    const drawKW = Math.max(0, kW)
    const ownKW = Math.min(baseKW, drawKW)
    const sumKW = sums[i] ?? 0
    const share = sumKW > drawKW - ownKW ? (drawKW - ownKW) / sumKW : 1
    shares[i] = share
    total += drawKW
    base += ownKW
    unexplained += Math.max(0, drawKW - ownKW - Math.min(sumKW * share, drawKW - ownKW))
  })
  const hours = bucketMs / 3_600_000
  const energyOf = (column: Float64Array) => column.reduce((sum, kW, i) => sum + kW * (shares[i] ?? 0), 0) * hours
  return {
    totalKWh: total * hours,
    baseKWh: base * hours,
    unexplainedKWh: unexplained * hours,
    byGroup: new Map([...powers].map(([id, column]) => [id, energyOf(column)])),
    knownMs: rests.length * bucketMs,
  }
}

/** Mean power of each consumer in each five minutes, kW. */
function powersOf(runs: readonly OwnedRun[], from: EpochMs, count: number): Map<string, Float64Array> {
  const powers = new Map<string, Float64Array>()
  for (const run of runs) {
    const column = powers.get(run.groupId) ?? new Float64Array(count)
    powers.set(run.groupId, column)
    eachBucket(run, from, count, (bucket, ms) => {
      column[bucket] = (column[bucket] ?? 0) + (run.powerKW * ms) / bucketMs
    })
  }
  return powers
}

/** Visits the five-minute spans that a run reaches into, with its time in each. */
function eachBucket(run: Run, from: EpochMs, count: number, visit: (bucket: number, ms: Ms) => void): void {
  const first = Math.max(0, Math.floor((run.from - from) / bucketMs))
  const last = Math.min(count - 1, Math.floor((run.to - 1 - from) / bucketMs))
  for (let bucket = first; bucket <= last; bucket++) {
    const begin = from + bucket * bucketMs
    visit(bucket, Math.min(run.to, begin + bucketMs) - Math.max(run.from, begin))
  }
}
