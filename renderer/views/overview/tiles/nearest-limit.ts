import type { KW } from '../../../../domain/units.ts'
import { powerText } from '../../../format/power.ts'

/** How far the connection is from the limit it meets next. */
export interface LimitDistance {
  distanceKW: KW
  isOver: boolean
  /** The limit with its value, in words. */
  limit: string
}

/** The limit ahead in the direction of flow: peak shaving and the agreed import, or the agreed export. */
export function nearestLimit(
  powerKW: KW,
  connection: { importLimitKW: KW; exportLimitKW: KW },
  peakShavingAboveKW: KW | undefined,
): LimitDistance {
  if (powerKW < 0) return distance(-powerKW, connection.exportLimitKW, 'the agreed export of')
  const shaving = peakShavingAboveKW
  if (shaving !== undefined && shaving < connection.importLimitKW && powerKW <= shaving)
    return distance(powerKW, shaving, 'peak shaving at')
  return distance(powerKW, connection.importLimitKW, 'the agreed import of')
}

function distance(powerKW: KW, limitKW: KW, name: string): LimitDistance {
  return {
    distanceKW: Math.abs(limitKW - powerKW),
    isOver: powerKW > limitKW,
    limit: `${name} ${powerText(limitKW)}`,
  }
}
