import type { ProfileSource } from '../../../domain/profile.ts'
import { csvSeries } from './csv-series.ts'
import type { Place, Profile } from './profile.ts'
import { syntheticSeries } from './synthetic.ts'

/**
 * Opens the series that a site file names: a CSV column, relative to `folder`, or a shape of the synthetic year.
 * @throws PowerchainError `Config.Invalid` with file, line, field and what was expected there
 */
export function openProfile(source: ProfileSource, folder: string, place: Partial<Place> = {}): Profile {
  if ('csv' in source) return csvSeries(source, folder)
  return syntheticSeries(source.synthetic, source.scale, { seed: 7, timeZone: 'UTC', ...place })
}
