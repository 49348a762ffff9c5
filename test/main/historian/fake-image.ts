import type { PointName } from '../../../domain/points.ts'
import { noReading, type Reading, usable } from '../../../domain/reading.ts'
import type { Image } from '../../../main/image.ts'

/** An image of the given readings, keyed `asset point`; every other point was never delivered. */
export function imageOf(at: number, readings: Record<string, Reading>, cycle = 1): Image {
  const reading = (assetId: string, point: PointName) => readings[`${assetId} ${point}`] ?? noReading
  return { at, cycle, reading, value: (id, point) => usable(reading(id, point)), link: () => undefined }
}

/** A good reading. */
export function good(value: number, at = 0): Reading {
  return { value, at, quality: 'good' }
}
