import { pointSpec } from '../../domain/points.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { Image } from '../image.ts'
import { createKeeper } from './keep.ts'
import type { Row } from './readings.ts'

/** Picks from an image the rows worth storing. Rows carry the engine's instant, so that one order holds for all. */
export function createScan(points: readonly (PointRef & { id: number })[]): (image: Image) => Row[] {
  const kept = points.map((ref) => ({ ...ref, isWorthARow: createKeeper(pointSpec(ref.point)) }))
  return (image) => {
    const rows: Row[] = []
    for (const { assetId, point, id, isWorthARow } of kept) {
      const reading = image.reading(assetId, point)
      if (!isWorthARow(reading, image.at)) continue
      // A number that is none has no place in the store; the device layer should have said `bad`.
      const value = Number.isFinite(reading.value) ? reading.value : null
      rows.push({ point: id, at: image.at, value, quality: value === null ? 'bad' : reading.quality })
    }
    return rows
  }
}
