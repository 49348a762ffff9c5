import { assetStateOf } from '../../domain/asset.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import { formatNumber, type Quantity, quantityText } from './number.ts'
import { formatPower } from './power.ts'

/** The value of a point as people read it: powers as MW or kW without a sign, states as words, the rest in its unit. */
export function formatPoint(point: PointName, value: number): Quantity {
  const spec = pointSpec(point)
  if (point === 'state') return { number: assetStateOf(value) ?? `state ${formatNumber(value)}`, unit: '' }
  if (spec.unit === 'kW') return formatPower(value)
  return { number: formatNumber(value, shownDecimals(point, spec.decimals)), unit: spec.unit }
}

/** {@link formatPoint} in one string, for sentences. */
export function pointText(point: PointName, value: number): string {
  return quantityText(formatPoint(point, value))
}

/** How far a frequency is from its nominal 50 or 60 Hz, e.g. `42 mHz low`; `on nominal` when it is not. */
export function frequencyDeviation(frequencyHz: number): string {
  const nominalHz = frequencyHz > 55 ? 60 : 50
  const deviationMHz = Math.round((frequencyHz - nominalHz) * 1_000)
  if (deviationMHz === 0) return 'on nominal'
  return `${formatNumber(Math.abs(deviationMHz))}\u00A0mHz ${deviationMHz < 0 ? 'low' : 'high'}`
}

/** Temperatures and percentages are read whole, unless they alarm; the stored decimals stay in the history. */
function shownDecimals(point: PointName, stored: number): number {
  return point.endsWith('DegC') || point === 'socPct' ? 0 : stored
}
