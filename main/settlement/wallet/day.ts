import type { EpochMs } from '../../../domain/units.ts'

/** Start of the UTC day. */
export function startOfDay(at: EpochMs): EpochMs {
  const dayMs = 86_400_000
  return Math.floor(at / dayMs) * dayMs
}
