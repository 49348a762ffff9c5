import { energyKWh, type EpochMs, type KWh, type Ms } from '../../../domain/units.ts'
import { quarterMs } from '../calendar.ts'
import type { PointStretch, ReportData } from '../report-data.ts'
import { walk } from './walk.ts'

/** Within which the direction did not change. */
const isEven = ({ min, max }: { min: number; max: number }): boolean => min >= 0 || max <= 0

/** Energy of one asset by quarters of an hour, from its power. */
export interface QuarterEnergy {
  from: EpochMs
  /** Into the bus, by quarter. */
  inKWh: Float64Array
  /** Out of the bus, by quarter; never negative. */
  outKWh: Float64Array
  /** Time in which the power was known, by quarter. */
  coveredMs: Float64Array
}

/** Integral of the power, each direction for itself: exact to the second where the direction changes. */
export async function quarterEnergy(data: Pick<ReportData, 'steps'>, stretch: PointStretch): Promise<QuarterEnergy> {
  const count = Math.round((stretch.to - stretch.from) / quarterMs)
  const column = () => new Float64Array(count)
  const into: QuarterEnergy = { from: stretch.from, inKWh: column(), outKWh: column(), coveredMs: column() }
  await walk(data, stretch, isEven, ({ at, usableMs, mean }) => {
    const quarter = Math.floor((at - stretch.from) / quarterMs)
    const energy = energyKWh(mean, usableMs)
    const side = energy > 0 ? into.inKWh : into.outKWh
    side[quarter] = (side[quarter] ?? 0) + Math.abs(energy)
    into.coveredMs[quarter] = (into.coveredMs[quarter] ?? 0) + usableMs
  })
  return into
}

/** Sums of energy over a span. */
export interface EnergySum {
  inKWh: KWh
  outKWh: KWh
  coveredMs: Ms
}

/** Sums of the quarters within [from, to). */
export function energyWithin(energy: QuarterEnergy, { from, to }: { from: EpochMs; to: EpochMs }): EnergySum {
  const first = Math.round((from - energy.from) / quarterMs)
  const end = Math.round((to - energy.from) / quarterMs)
  const sum = (column: Float64Array) => column.subarray(first, end).reduce((total, value) => total + value, 0)
  return { inKWh: sum(energy.inKWh), outKWh: sum(energy.outKWh), coveredMs: sum(energy.coveredMs) }
}
