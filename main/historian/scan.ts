import { type Deadband, deadbandOf } from '../../domain/historian/settings.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import { qualities } from '../../domain/reading.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import { createKeeper } from './keep.ts'
import type { Scan } from './readings/open-window.ts'

/** Digits kept beyond those that mean something; what follows is noise of arithmetic and costs space. */
const digitsBeyond = 2
const bad = qualities.indexOf('bad')

/**
 * Picks from an image what is worth storing, under the one instant `at`, so that one order holds for all; `undefined`
 * when there is nothing.
 */
export function createScan(points: readonly (PointRef & { number: number })[], deadbands: readonly Deadband[] = []) {
  const kept = points.map((ref) => ({
    ...ref,
    isWorthStoring: createKeeper(pointSpec(ref.point), deadbandOf(deadbands, ref.assetId, ref.point)),
    round: createRounding(ref.point),
  }))
  return (image: Image, at: EpochMs): Scan | undefined => {
    const point: number[] = []
    const value: number[] = []
    const quality: number[] = []
    for (const { assetId, point: name, number, isWorthStoring, round } of kept) {
      const reading = image.reading(assetId, name)
      if (!isWorthStoring(reading, at)) continue
      // A number that is none has no place in the store; the device layer should have said `bad`.
      const isNumber = Number.isFinite(reading.value)
      point.push(number)
      value.push(isNumber ? round(reading.value ?? 0) : Number.NaN)
      quality.push(isNumber ? qualities.indexOf(reading.quality) : bad)
    }
    if (point.length === 0) return undefined
    return { at, point: Uint32Array.from(point), value: Float64Array.from(value), quality: Uint8Array.from(quality) }
  }
}

function createRounding(point: PointName): (value: number) => number {
  const factor = 10 ** (pointSpec(point).decimals + digitsBeyond)
  return (value) => Math.round(value * factor) / factor
}
