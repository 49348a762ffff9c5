import type { EpochMs } from '../../../domain/units.ts'
import { said } from '../alarms/search.ts'

/** What the address of the trends says: points to add, as `asset.point` with commas between, and the time to begin with. */
export interface TrendsSearch {
  points?: string
  from?: EpochMs
  to?: EpochMs
}

const instantOf = (value: unknown): EpochMs | undefined => {
  const at = Number(value)
  return value !== undefined && value !== '' && Number.isSafeInteger(at) ? at : undefined
}

/** Reads the address of the trends; what it does not know it leaves out. */
export function trendsSearch(search: Record<string, unknown>): TrendsSearch {
  const points = search['points']
  return said<TrendsSearch>({
    points: typeof points === 'string' ? points : undefined,
    from: instantOf(search['from']),
    to: instantOf(search['to']),
  })
}
