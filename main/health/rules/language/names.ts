import { type Asset, type AssetKind, socLimits, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import { containerKinds } from '../../../../domain/models/containers.ts'
import { type PointName, pointNames, pointSpec } from '../../../../domain/points.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { SiteConfig } from '../../../../domain/site.ts'

/** What a site knows that a rule may speak of. */
export interface Vocabulary {
  assets: readonly Asset[]
  connection: SiteConfig['connection']
  /** What the devices deliver. */
  points: readonly PointRef[]
}

/** What a name in a rule stands for. */
export interface Named {
  unit: string
  label: string
  /** Measured: the point and its sign; else a fact of the asset. */
  point?: PointName
  sign: 1 | -1
  kinds?: readonly AssetKind[]
  fact?: (asset: Asset, connection: SiteConfig['connection']) => number | undefined
}

const storages: readonly AssetKind[] = ['battery', 'flywheel', 'hydrogen']
const fact = (unit: string, label: string, kinds: readonly AssetKind[], read: NonNullable<Named['fact']>): Named => ({
  unit,
  label,
  kinds,
  sign: 1,
  fact: read,
})
const limitsOf = (asset: Asset) =>
  asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen' ? socLimits(asset) : undefined

/** What the site file says of an asset: limits and nameplates, so that a rule need not repeat them. */
const facts: Readonly<Record<string, Named>> = {
  ratedPowerKW: fact('kW', 'Rated power', ['pv', 'wind', 'load', 'genset', 'battery', 'flywheel', 'container'], (it) =>
    'ratedPowerKW' in it ? it.ratedPowerKW : undefined,
  ),
  ratedEnergyKWh: fact('kWh', 'Rated energy', storages, storedEnergyAtFullKWh),
  ratedElectrolyserKW: fact('kW', 'Rated draw of the electrolyser', ['hydrogen'], (it) =>
    it.kind === 'hydrogen' ? it.electrolyserKW : undefined,
  ),
  ratedFuelCellKW: fact('kW', 'Rated output of the fuel cell', ['hydrogen'], (it) =>
    it.kind === 'hydrogen' ? it.fuelCellKW : undefined,
  ),
  minSocPct: fact('%', 'Lowest state of charge', storages, (it) => limitsOf(it)?.minSocPct),
  maxSocPct: fact('%', 'Highest state of charge', storages, (it) => limitsOf(it)?.maxSocPct),
  minAmbientDegC: fact('°C', 'Lowest ambient', ['container'], (it) =>
    it.kind === 'container' ? it.minAmbientDegC : undefined,
  ),
  maxAmbientDegC: fact('°C', 'Highest ambient', ['container'], (it) =>
    it.kind === 'container' ? it.maxAmbientDegC : undefined,
  ),
  ratedHashrateTHs: fact('TH/s', 'Rated hashrate', ['container'], (it) =>
    it.kind === 'container' ? containerKinds[it.container].ratedHashrateTHs : undefined,
  ),
  importLimitKW: fact('kW', 'Import limit', ['grid'], (_, connection) => connection.importLimitKW),
  exportLimitKW: fact('kW', 'Export limit', ['grid'], (_, connection) => connection.exportLimitKW),
  nominalVoltageV: fact('V', 'Nominal voltage', ['grid'], (_, connection) => connection.nominalVoltageV),
}

/** Units of points as rules write them, where the dictionary has them otherwise. */
const unitOfPoint = (name: PointName): string => pointSpec(name).unit

/** What a name stands for: a point, the draw of an asset, or a fact of the site file. */
export function lookUp(name: string): Named | undefined {
  if (name === 'drawKW') return { unit: 'kW', label: 'Draw', point: 'activePowerKW', sign: -1 }
  if (Object.hasOwn(facts, name)) return facts[name]
  if (!(pointNames as string[]).includes(name)) return undefined
  const point = name as PointName
  return { unit: unitOfPoint(point), label: pointSpec(point).label, point, sign: 1 }
}

/** All names a rule may use. */
export const allNames: readonly string[] = [...pointNames, 'drawKW', ...Object.keys(facts)]

/** Names that make sense for assets of these kinds at the site; all of them while the kinds are not known. */
export function namesFor(kinds: readonly string[], { assets, points }: Vocabulary): string[] {
  const ids = new Set(assets.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id))
  if (ids.size === 0) return [...allNames]
  const delivered = new Set<string>(points.filter(({ assetId }) => ids.has(assetId)).map(({ point }) => point))
  if (delivered.has('activePowerKW')) delivered.add('drawKW')
  const known = Object.entries(facts).filter(([, { kinds: of }]) => of?.some((kind) => kinds.includes(kind)))
  return [...allNames.filter((name) => delivered.has(name)), ...known.map(([name]) => name)]
}
