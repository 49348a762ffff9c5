import type { AssetKind } from '../../domain/asset.ts'
import type { KW } from '../../domain/units.ts'
import { formatNumber, type Quantity, quantityText } from './number.ts'

/** Magnitude of a power: MW with two decimals from 1,000 kW up, whole kW below. The sign is said by {@link powerWord}. */
export function formatPower(powerKW: KW): Quantity {
  const size = Math.abs(powerKW)
  return size >= 999.5
    ? { number: formatNumber(size / 1_000, 2), unit: 'MW' }
    : { number: formatNumber(size), unit: 'kW' }
}

/** Magnitude of a power with its unit, for sentences. */
export function powerText(powerKW: KW): string {
  return quantityText(formatPower(powerKW))
}

/** Magnitude in whole kW without the unit, for columns whose head names it. */
export function formatKW(powerKW: KW): string {
  return formatNumber(Math.abs(powerKW))
}

/** Magnitude in MW with two decimals without the unit, for rows of figures that share it. */
export function formatMW(powerKW: KW): string {
  return formatNumber(Math.abs(powerKW) / 1_000, 2)
}

/** Words for power into the bus, out of it, and none, by kind of asset. */
const words: Record<AssetKind, readonly [into: string, out: string, none: string]> = {
  grid: ['importing', 'exporting', 'in balance'],
  pv: ['producing', 'drawing', 'producing'],
  wind: ['producing', 'drawing', 'producing'],
  genset: ['producing', 'drawing', 'resting'],
  load: ['giving', 'drawing', 'drawing'],
  container: ['giving', 'drawing', 'drawing'],
  battery: ['discharging', 'charging', 'resting'],
  flywheel: ['discharging', 'charging', 'resting'],
  hydrogen: ['producing', 'drawing', 'resting'],
}

/** What the power of an asset does, e.g. `importing`, `charging`, `drawing`; below half a kW it does nothing. */
export function powerWord(kind: AssetKind, powerKW: KW): string {
  const [into, out, none] = words[kind]
  if (Math.abs(powerKW) < 0.5) return none
  return powerKW > 0 ? into : out
}

/** Power of an asset in words, e.g. `importing 7.54 MW`. */
export function powerPhrase(kind: AssetKind, powerKW: KW): string {
  return `${powerWord(kind, powerKW)} ${powerText(powerKW)}`
}
