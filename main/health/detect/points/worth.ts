import { type PointName, pointSpec } from '../../../../domain/points.ts'

/** Smallest spread that is believed of a quantity: what a technician would not cross the yard for is a fifth of a verdict. */
type Finest = { by: number } | { share: number }

/** By unit: in the unit itself where zero means nothing, as a share of the usual size elsewhere. */
const byUnit: Readonly<Record<string, Finest>> = {
  '°C': { by: 0.4 },
  '%': { by: 0.5 },
  Hz: { by: 0.01 },
}

/** Points that say more, or less, than others of their unit. */
const byPoint: Partial<Record<PointName, Finest>> = {
  cellVoltageMinV: { by: 0.004 },
  cellVoltageMaxV: { by: 0.004 },
  electrolyserCellV: { by: 0.004 },
  fuelCellCellV: { by: 0.004 },
  filterPa: { share: 0.03 },
  vacuumPa: { share: 0.05 },
  vibrationMmPerS: { share: 0.04 },
  imbalanceMmPerS: { share: 0.04 },
  insulationKOhm: { share: 0.05 },
  standbyLossKW: { share: 0.02 },
}

const usual: Finest = { share: 0.01 }

/** The smallest spread of a point that counts, in its unit; `size` is its usual size. Never below its last decimal. */
export function finestOf(point: PointName, size: number): number {
  const { unit, decimals } = pointSpec(point)
  const finest = byPoint[point] ?? byUnit[unit] ?? usual
  return Math.max(10 ** -decimals, 'by' in finest ? finest.by : finest.share * size)
}
