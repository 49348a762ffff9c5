import { type Asset, powerWords } from '../../../domain/asset.ts'
import type { KW } from '../../../domain/units.ts'
import type { Room } from '../controllers/controller.ts'
import { lowestDrawKW } from '../ramps.ts'
import { doing } from '../words.ts'

/** Screens show whole kilowatts: what a person reads as the limit may be asked for. */
const roundingKW: KW = 0.5

/** Why a power can't be asked for, naming the limit; `undefined` when it can. */
export function outside(asset: Asset, range: Room, powerKW: KW): string | undefined {
  if (!Number.isFinite(powerKW)) return 'The power is no number.'
  const isBelow = powerKW < range.minKW - roundingKW
  const limit = isBelow ? range.minKW : powerKW > range.maxKW + roundingKW ? range.maxKW : undefined
  if (limit !== undefined) {
    const by = isBelow ? range.lowerBy : range.upperBy
    const because = by ? ` (${by})` : ''
    return `${asset.name} ${doing(asset, limit)} at most now${because}.`
  }
  const lowest = lowestDrawKW(asset)
  if (powerKW < 0 && powerKW > -lowest)
    return `${asset.name} draws at least ${powerWords(lowest)} while it runs, or nothing.`
  return undefined
}
