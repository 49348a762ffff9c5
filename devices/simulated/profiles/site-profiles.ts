import type { AssetKind } from '../../../domain/asset.ts'
import { invalidConfig } from '../../../domain/errors.ts'
import type { ProfileSource } from '../../../domain/profile.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { openProfile } from './open-profile.ts'
import type { Place, Profile, Quantity } from './profile.ts'

type Driven = Extract<AssetKind, 'pv' | 'wind' | 'load' | 'grid'> | 'ambient'

/** What may drive a thing; the shape of the synthetic year that drives it when the site file names nothing. */
const driven: Record<Driven, { quantities: Quantity[]; synthetic?: 'pv' | 'wind' | 'factory' | 'ambient' }> = {
  pv: { quantities: ['ratio', 'powerKW'], synthetic: 'pv' },
  wind: { quantities: ['speedMPerS', 'ratio', 'powerKW'], synthetic: 'wind' },
  load: { quantities: ['ratio', 'powerKW'], synthetic: 'factory' },
  ambient: { quantities: ['temperatureDegC'], synthetic: 'ambient' },
  grid: { quantities: ['frequencyHz'] },
}

/**
 * The series behind the things of a site, by asset id and `ambient`; for the grid meter, of its frequency, when named.
 * @throws PowerchainError `Config.Invalid` for a name that is neither, or a series in a unit that can't drive it
 */
export function openSiteProfiles(site: SiteConfig, folder: string, place: Place): Map<string, Profile> {
  const named = site.simulation?.profiles ?? {}
  const kinds = new Map<string, string>([
    ...site.assets.map((a): [string, string] => [a.id, a.kind]),
    ['ambient', 'ambient'],
  ])
  for (const name of Object.keys(named))
    if (!isDriven(kinds.get(name)))
      throw wrong(name, `the id of a pv, wind, load or grid asset, or "ambient"; nothing drives "${name}"`)
  const opened = new Map<string, Profile>()
  for (const [name, kind] of kinds) {
    if (!isDriven(kind)) continue
    const source = named[name] ?? usual(kind)
    if (source) opened.set(name, open(name, kind, source, folder, place))
  }
  return opened
}

function open(name: string, kind: Driven, source: ProfileSource, folder: string, place: Place): Profile {
  const profile = openProfile(source, folder, place)
  const { quantities } = driven[kind]
  if (!quantities.includes(profile.quantity))
    throw wrong(name, `a series of ${quantities.join(' or ')}; the one named gives ${profile.quantity}`)
  return profile
}

function usual(kind: Driven): ProfileSource | undefined {
  const { synthetic } = driven[kind]
  return synthetic && { synthetic, scale: 1 }
}

function isDriven(kind: string | undefined): kind is Driven {
  return kind !== undefined && Object.hasOwn(driven, kind)
}

function wrong(name: string, expected: string): Error {
  return invalidConfig([{ file: 'site file', line: 0, column: 0, field: `simulation.profiles.${name}`, expected }])
}
