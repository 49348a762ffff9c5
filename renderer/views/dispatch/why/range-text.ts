import type { Asset } from '../../../../domain/asset.ts'
import type { Decision } from '../../../../domain/rpc/shapes.ts'
import type { PowerRange } from '../../../../domain/setpoint.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatPower, powerPhrase, powerText } from '../../../format/power.ts'

/** What a range leaves an asset, without signs: `0 to 847 kW`, or with words where it goes both ways. */
export function rangeText(asset: Asset, { minKW, maxKW }: PowerRange): string {
  if (minKW < -0.5 && maxKW > 0.5) return `${powerPhrase(asset.kind, minKW)} to ${powerPhrase(asset.kind, maxKW)}`
  const sizes = [Math.abs(minKW), Math.abs(maxKW)]
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)]
  if (high - low < 0.5) return `only ${powerText(high)}`
  const to = formatPower(high)
  const from = to.unit === 'MW' && low > 0.5 ? formatNumber(low / 1_000, 2) : formatNumber(low)
  return `${from} to ${powerText(high)}`
}

/** What one controller said about the power: the range it left, the power it wished for, or nothing. */
export function becauseText(asset: Asset, { controller, range, wishKW }: Decision['because'][number]): string {
  if (range) return rangeText(asset, range)
  if (wishKW !== undefined) return `wish ${powerText(wishKW)}`
  return controller === 'operatorCommands' ? 'no command' : 'no change'
}
