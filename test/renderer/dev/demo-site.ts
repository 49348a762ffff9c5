import type { Role } from '../../../domain/access.ts'
import { type Asset, assetSchema, isControllable } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { PointRef, SiteDescription } from '../../../domain/rpc/site.ts'

const controlled: PointName[] = ['activePowerKW', 'setpointKW', 'minPowerKW', 'maxPowerKW', 'state', 'ambientDegC']

const pointsOf: Record<Asset['kind'], PointName[]> = {
  grid: [
    'activePowerKW',
    'reactivePowerKvar',
    'voltageV',
    'frequencyHz',
    'importedKWh',
    'exportedKWh',
    'oilDegC',
    'hotSpotDegC',
    'breakerOpenMs',
  ],
  pv: [...controlled, 'availablePowerKW', 'irradianceWPerM2', 'injectedKWh', 'insulationKOhm'],
  wind: [...controlled, 'availablePowerKW', 'windSpeedMPerS', 'injectedKWh'],
  load: ['activePowerKW', 'absorbedKWh'],
  genset: [...controlled, 'fuelPct', 'runHoursH', 'startCount'],
  battery: [
    ...controlled,
    'socPct',
    'sohPct',
    'usableEnergyKWh',
    'temperatureDegC',
    'cellVoltageMinV',
    'cellVoltageMaxV',
    'cycleCount',
    'cellMaxDegC',
    'resistanceMOhm',
  ],
  flywheel: [
    ...controlled,
    'socPct',
    'usableEnergyKWh',
    'speedRpm',
    'bearingDegC',
    'vibrationMmPerS',
    'vacuumPa',
    'standbyLossKW',
    'unitsReady',
    'unitsTotal',
  ],
  hydrogen: [
    ...controlled,
    'socPct',
    'usableEnergyKWh',
    'tankBar',
    'hydrogenKg',
    'electrolyserKW',
    'fuelCellKW',
    'stackDegC',
    'electrolyserCellV',
  ],
  container: [
    ...controlled,
    'hashrateTHs',
    'efficiencyJPerTH',
    'inletDegC',
    'outletDegC',
    'fanPct',
    'minersHashing',
    'minersAsleep',
    'minersFaulty',
    'fanRpm',
    'filterPa',
    'boardsHashing',
    'hottestChipDegC',
  ],
}

const fixedAssets: Record<string, unknown>[] = [
  { kind: 'grid', id: 'grid', name: 'Grid connection' },
  { kind: 'pv', id: 'pv', name: 'PV', ratedPowerKW: 5_000 },
  { kind: 'wind', id: 'wind', name: 'Wind', ratedPowerKW: 6_000 },
  { kind: 'load', id: 'factory', name: 'Factory', ratedPowerKW: 3_500 },
  { kind: 'genset', id: 'genset', name: 'Backup generator', ratedPowerKW: 1_000, minPowerKW: 300 },
  { kind: 'battery', id: 'li-ion', name: 'Li-ion', chemistry: 'liIon', ratedPowerKW: 2_000, ratedEnergyKWh: 4_000 },
  { kind: 'battery', id: 'agm', name: 'AGM', chemistry: 'agm', ratedPowerKW: 250, ratedEnergyKWh: 500 },
  { kind: 'flywheel', id: 'flywheels', name: 'Flywheel bank', units: 10, unitEnergyKWh: 70, ratedPowerKW: 2_000 },
  {
    kind: 'hydrogen',
    id: 'hydrogen',
    name: 'Hydrogen',
    electrolyserKW: 1_000,
    electrolyserMinKW: 150,
    fuelCellKW: 400,
    tankKg: 520,
  },
]

function container(n: number, last: number): Record<string, unknown> {
  const feeder = n <= Math.ceil(last / 2) ? 'feeder-a' : 'feeder-b'
  const kind = n % 5 === 0 ? 'equihash' : 'sha256Current'
  return { kind: 'container', id: `container-${n}`, name: `Container ${n}`, feeder, container: kind }
}

const definitions: Record<Asset['kind'], string> = {
  grid: 'siemens/pac2200',
  pv: 'powerchain/pv-plant',
  wind: 'powerchain/wind-park',
  load: 'powerchain/works-meter',
  genset: 'powerchain/genset',
  battery: 'powerchain/li-ion-battery',
  flywheel: 'powerchain/flywheel-bank',
  hydrogen: 'powerchain/hydrogen-storage',
  container: 'powerchain/mining-container',
}

const opcUaSecurity = { flywheel: 'Aes256_Sha256_RsaPss', hydrogen: 'none' } as const

/** Containers that nobody has accepted yet. */
const commissioned = new Set(['container-4', 'container-5'])

function device(asset: Asset, port: number): SiteDescription['devices'][number] {
  const isControlled = isControllable(asset.kind) && asset.kind !== 'genset'
  const security = asset.kind === 'flywheel' || asset.kind === 'hydrogen' ? opcUaSecurity[asset.kind] : undefined
  return {
    id: `${asset.id}-controller`,
    definition: asset.id === 'agm' ? 'powerchain/agm-battery' : definitions[asset.kind],
    endpoint: security === undefined ? `modbus-tcp://127.0.0.1:${port}` : `opc.tcp://127.0.0.1:${port}/${asset.id}`,
    unit: 1,
    serial: `PC-${port}`,
    mode: commissioned.has(asset.id) ? 'commissioning' : isControlled ? 'control' : 'monitor',
    model: `Powerchain ${asset.kind} controller`,
    watchdogMs: 10_000,
    safeState: 'falls to its lowest draw',
    isControlled,
    ...(security === undefined ? {} : { security }),
  }
}

/** Describes a site like Lindholm Works with so many containers, half of them on each feeder. */
export function describeDemoSite(containers: number, role: Role = 'operator'): SiteDescription {
  const listed = [...fixedAssets, ...Array.from({ length: containers }, (_, i) => container(i + 1, containers))]
  const assets = listed.map((asset) => assetSchema.parse({ ...asset, device: `${String(asset['id'])}-controller` }))
  const refs: PointRef[] = assets.flatMap((asset) =>
    pointsOf[asset.kind].map((point) => ({ assetId: asset.id, point })),
  )
  return {
    name: 'Lindholm Works',
    timeZone: 'Europe/Berlin',
    cycleMs: 200,
    version: '0.1.0',
    isSimulated: true,
    connection: { importLimitKW: 10_000, exportLimitKW: 6_000, busName: 'Bus 20 kV' },
    feeders: [
      { id: 'feeder-a', name: 'Feeder A', limitKW: 4_400 * Math.max(1, containers / 6) },
      { id: 'feeder-b', name: 'Feeder B', limitKW: 2_900 * Math.max(1, containers / 6) },
    ],
    devices: assets.map((asset, n) => device(asset, 15_020 + n)),
    assets,
    points: refs,
    peakShavingAboveKW: 9_900,
    person: { name: 'I. Petrova', role },
  }
}
