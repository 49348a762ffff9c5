import type { KW } from '../../../../domain/units.ts'

/** How far the connection is from the limit it meets next. */
export interface LimitDistance {
  distanceKW: KW
  isOver: boolean
  /** The limit in words. */
  limit: string
}

/** The agreed limit in the direction of flow. */
export function nearestLimit(
  powerKW: KW,
  { importLimitKW, exportLimitKW }: { importLimitKW: KW; exportLimitKW: KW },
): LimitDistance {
  const [size, limitKW, limit] =
    powerKW < 0 ? [-powerKW, exportLimitKW, 'the export limit'] : [powerKW, importLimitKW, 'the import limit']
  return { distanceKW: Math.abs(limitKW - size), isOver: size > limitKW, limit }
}
