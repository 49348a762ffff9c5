import type { AssetKind } from '../../../../domain/asset.ts'
import type { DetectorName } from '../../../../domain/health/anomaly.ts'
import { type PointName, pointNames, pointSpec } from '../../../../domain/points.ts'

/** A detector that looks at one point by itself. */
export type Look = Extract<DetectorName, 'level' | 'spread' | 'drift' | 'stuck' | 'step' | 'spike' | 'season'>

const gauge: readonly Look[] = ['level', 'spread', 'drift', 'stuck', 'step', 'spike']
const weather: readonly Look[] = ['stuck', 'spike']

/** Points that dispatch, weather or a person moves at will: what is usual says little of them. */
const moved: Partial<Record<PointName, readonly Look[]>> = {
  activePowerKW: ['stuck'],
  reactivePowerKvar: ['stuck'],
  currentA: ['stuck'],
  setpointKW: [],
  minPowerKW: [],
  maxPowerKW: [],
  socPct: ['stuck', 'spike'],
  secondSocPct: [],
  usableEnergyKWh: ['spike'],
  speedRpm: ['stuck', 'spike'],
  tankBar: ['stuck', 'spike'],
  hydrogenKg: [],
  electrolyserKW: [],
  fuelCellKW: [],
  hashrateTHs: ['stuck'],
  availablePowerKW: ['spike'],
  ambientDegC: weather,
  inletDegC: weather,
  irradianceWPerM2: ['spike'],
  windSpeedMPerS: weather,
  fuelPct: ['spike'],
  fanPct: ['stuck'],
  // what only ever grows or falls is forecast, not watched
  sohPct: ['spike'],
  cycleCount: [],
  runHoursH: [],
  breakerOpenMs: ['level'],
  frequencyHz: ['stuck', 'spread'],
  // all at one bus see the same: it is watched at the grid connection
  voltageV: ['stuck', 'spike'],
}

/** Consumers have habits; nobody steers them. */
const byKind: Partial<Record<AssetKind, Partial<Record<PointName, readonly Look[]>>>> = {
  grid: { voltageV: ['level', 'spread', 'stuck', 'spike', 'season'] },
  load: { activePowerKW: ['season', 'stuck', 'spread'], reactivePowerKvar: ['season', 'stuck'] },
}

/** Which detectors look at a point by itself: codes, counts and counters none, gauges all. */
export function looksAt(kind: AssetKind, point: PointName): readonly Look[] {
  const spec = pointSpec(point)
  if (spec.unit === '' || spec.counter) return []
  return byKind[kind]?.[point] ?? moved[point] ?? gauge
}

/** Points that like assets are compared in, beside everything that is explained by drivers. */
export const comparedRaw: readonly PointName[] = pointNames.filter(
  (point) => point === 'ambientDegC' || point === 'inletDegC',
)

/** Points of the worst member of a bank beside those of its median member. */
export const withinBank: readonly { worst: PointName; median: PointName }[] = [
  { worst: 'bearingDegC', median: 'bearingMedianDegC' },
  { worst: 'vibrationMmPerS', median: 'vibrationMedianMmPerS' },
  { worst: 'vacuumPa', median: 'vacuumMedianPa' },
  { worst: 'cellMaxDegC', median: 'temperatureDegC' },
]
