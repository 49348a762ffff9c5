import type { Asset } from '../../../domain/asset.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import { drawKW, type KW } from '../../../domain/units.ts'
import { formatKW } from '../../format/power.ts'

/** Which way a power is asked: into the bus or out of it. People choose it by word, never by sign. */
export type Direction = 'in' | 'out'

/** How the power of a kind of asset is asked for: the field's label, and the words of its directions. */
export interface AskedPower {
  label: string
  /** Word for each direction that can be asked; one only where there is no choice. */
  directions: Partial<Record<Direction, string>>
}

/** Whether what is asked is the most an asset may do, not what it shall do. */
export function isCeiling({ kind }: Asset): boolean {
  return kind === 'pv' || kind === 'wind'
}

/** How people say what they want of this asset. */
export function askedPowerOf(asset: Asset): AskedPower {
  switch (asset.kind) {
    case 'container':
    case 'load':
      return { label: 'New draw', directions: { out: 'Draw' } }
    case 'pv':
    case 'wind':
      return { label: 'Ceiling', directions: { in: 'Produce' } }
    case 'hydrogen':
      return { label: 'New power', directions: { out: 'Electrolyser', in: 'Fuel cell' } }
    case 'battery':
    case 'flywheel':
      return { label: 'New power', directions: { out: 'Charge', in: 'Discharge' } }
    default:
      return { label: 'New output', directions: { in: 'Produce' } }
  }
}

/** Direction to begin with: the one of now, where the asset has it. */
export function directionOf(asset: Asset, powerKW: KW): Direction {
  const { directions } = askedPowerOf(asset)
  const now: Direction = powerKW > 0 ? 'in' : 'out'
  if (directions[now] !== undefined) return now
  return directions.in === undefined ? 'out' : 'in'
}

/** A magnitude and its direction as power in kW, positive into the bus. */
export function askedKW(sizeKW: KW, direction: Direction): KW {
  return direction === 'in' ? sizeKW : drawKW(sizeKW)
}

/** Lowest power at which an asset runs at all, kW, and what it is below; `undefined` where it may take any power. */
export function leastPowerOf(asset: Asset, direction: Direction): { leastKW: KW; below: string } | undefined {
  switch (asset.kind) {
    case 'container':
      return { leastKW: asset.minPowerKW, below: 'asleep' }
    case 'genset':
      return { leastKW: asset.minPowerKW, below: 'off' }
    case 'hydrogen':
      return direction === 'out' ? { leastKW: asset.electrolyserMinKW, below: 'off' } : undefined
    default:
      return undefined
  }
}

/** What may be asked, in words: `Allowed 180 to 1,287 kW, or 0 (asleep)`. */
export function allowedWords(asset: Asset, range: PowerRange, direction: Direction): string {
  const allowed = allowedSizes(range, direction)
  if (!allowed) return 'Not allowed now'
  const least = leastPowerOf(asset, direction)
  if (!least || allowed.fromKW >= least.leastKW)
    return `Allowed ${formatKW(allowed.fromKW)} to ${formatKW(allowed.toKW)} kW`
  const isOffOnly = allowed.toKW < least.leastKW
  return isOffOnly
    ? `Allowed 0 (${least.below}) only`
    : `Allowed ${formatKW(least.leastKW)} to ${formatKW(allowed.toKW)} kW, or 0 (${least.below})`
}

/** Magnitudes that a range allows in a direction; `undefined` when it allows none. */
export function allowedSizes(range: PowerRange, direction: Direction): { fromKW: KW; toKW: KW } | undefined {
  const [near, far] = direction === 'in' ? [range.minKW, range.maxKW] : [drawKW(range.maxKW), drawKW(range.minKW)]
  return far < 0 ? undefined : { fromKW: Math.max(0, near), toKW: far }
}
