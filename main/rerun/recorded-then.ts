import type { PointName } from '../../domain/points.ts'
import { noReading, qualities, type Reading, usable } from '../../domain/reading.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { RecordedColumns } from '../replay/recording.ts'

/** The recorded readings at one instant, by asset and point. */
export interface Then {
  reading(assetId: string, point: PointName): Reading
  /** The value a decision could rest on then. */
  value(assetId: string, point: PointName): number | undefined
}

/** Gives readings by name from columns in the order of the points. */
export function namesOver(points: readonly PointRef[]): (columns: RecordedColumns) => Then {
  const places = new Map<string, Partial<Record<PointName, number>>>()
  points.forEach(({ assetId, point }, place) => places.set(assetId, { ...places.get(assetId), [point]: place }))
  return ({ values, qualities: codes, instants }) => {
    const reading = (assetId: string, point: PointName): Reading => {
      const place = places.get(assetId)?.[point]
      if (place === undefined) return noReading
      return {
        value: values[place] ?? null,
        at: instants[place] ?? 0,
        quality: qualities[codes[place] ?? -1] ?? 'bad',
      }
    }
    return { reading, value: (assetId, point) => usable(reading(assetId, point)) }
  }
}
