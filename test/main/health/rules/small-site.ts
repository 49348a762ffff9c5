import type { Asset } from '../../../../domain/asset.ts'
import { assetSchema } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Vocabulary } from '../../../../main/health/rules/language/names.ts'

const asset = (given: Record<string, unknown>): Asset => assetSchema.parse({ device: String(given['id']), ...given })

const container = { kind: 'container', container: 'sha256Current', feeder: 'feeder-a' }

/** A small site: flywheels, two batteries, a tank of hydrogen, four containers on two feeders. */
export const assets: Asset[] = [
  asset({ kind: 'grid', id: 'grid', name: 'Grid connection' }),
  asset({ kind: 'pv', id: 'pv', name: 'Solar field', ratedPowerKW: 4_000 }),
  asset({
    kind: 'flywheel',
    id: 'flywheels',
    name: 'Flywheel bank',
    units: 10,
    unitEnergyKWh: 70,
    ratedPowerKW: 1_800,
  }),
  asset({
    kind: 'battery',
    id: 'li-ion',
    name: 'Li-ion battery',
    chemistry: 'liIon',
    ratedPowerKW: 2_500,
    ratedEnergyKWh: 7_000,
  }),
  asset({
    kind: 'battery',
    id: 'agm',
    name: 'AGM buffer battery',
    chemistry: 'agm',
    ratedPowerKW: 250,
    ratedEnergyKWh: 600,
  }),
  asset({ ...container, id: 'container-1', name: 'Container 1' }),
  asset({ ...container, id: 'container-2', name: 'Container 2' }),
  asset({ ...container, id: 'container-3', name: 'Container 3' }),
  asset({ ...container, id: 'container-4', name: 'Container 4', feeder: 'feeder-b' }),
]

const byKind: Partial<Record<Asset['kind'], PointName[]>> = {
  grid: ['activePowerKW', 'oilDegC', 'breakerOpenMs'],
  pv: ['activePowerKW', 'availablePowerKW', 'insulationKOhm'],
  flywheel: [
    'activePowerKW',
    'state',
    'bearingDegC',
    'bearingMedianDegC',
    'vacuumPa',
    'standbyLossKW',
    'speedRpm',
    'vibrationMmPerS',
  ],
  battery: ['activePowerKW', 'state', 'socPct', 'cellVoltageMinV', 'cellVoltageMaxV', 'cellMaxDegC', 'temperatureDegC'],
  container: [
    'activePowerKW',
    'state',
    'inletDegC',
    'outletDegC',
    'ambientDegC',
    'boardsHashing',
    'boardsTotal',
    'restartCount',
  ],
}

/** What the site knows. */
export const vocabulary: Vocabulary = {
  assets,
  connection: {
    importLimitKW: 5_000,
    exportLimitKW: 4_000,
    busName: '10 kV bus',
    nominalVoltageV: 10_000,
  } as Vocabulary['connection'],
  points: assets.flatMap(({ id, kind }) => (byKind[kind] ?? []).map((point) => ({ assetId: id, point }))),
}
