import type { AssetKind } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'

/** How a driver enters: as it is, squared, or as it was on average over the last hours (a heat that settles). */
export type Form = 'plain' | 'square' | 'slow' | 'slowSquare'

/** A signal that explains another. */
export interface Driver {
  /** Of the same asset; `ambientDegC` is that of the site where the asset has none. */
  point: PointName
  form: Form
}

/** What makes up the normal value of a signal. */
export interface NormalSpec {
  by: readonly Driver[]
  /**
   * Judged only while this signal is beyond that share of `of`, or of its own usual size: a stack that stands has no
   * voltage to judge.
   */
  while?: { point: PointName; beyond: number; of?: PointName }
  /** `rate`: its change by the hour counts, not its level. `quiet`: the draw in the quietest hours of the day. */
  as?: 'level' | 'rate' | 'quiet'
}

const by = (...points: PointName[]): Driver[] => points.map((point) => ({ point, form: 'plain' }))
const square = (point: PointName): Driver => ({ point, form: 'square' })
const slow = (point: PointName): Driver => ({ point, form: 'slow' })
const slowSquare = (point: PointName): Driver => ({ point, form: 'slowSquare' })

/** What explains each signal that a failure shows in, by kind of asset: load, air and the healthy part of the same machine. */
export const drivers: Partial<Record<AssetKind, Partial<Record<PointName, NormalSpec>>>> = {
  flywheel: {
    bearingDegC: { by: [...by('bearingMedianDegC', 'speedRpm'), slow('speedRpm'), ...by('ambientDegC')] },
    vibrationMmPerS: { by: [...by('vibrationMedianMmPerS'), square('speedRpm')] },
    imbalanceMmPerS: { by: [...by('vibrationMedianMmPerS'), square('speedRpm')] },
    vacuumPa: { by: [...by('vacuumMedianPa'), ...by('speedRpm')] },
    standbyLossKW: { by: [...by('speedRpm'), square('speedRpm')] },
  },
  battery: {
    sohPct: { by: [] },
    usableEnergyKWh: { by: by('temperatureDegC') },
    resistanceMOhm: { by: by('temperatureDegC', 'socPct') },
    cellMaxDegC: { by: [...by('temperatureDegC'), square('activePowerKW')] },
    temperatureDegC: { by: [...by('ambientDegC'), slow('ambientDegC'), slowSquare('activePowerKW')] },
    cellVoltageMinV: { by: [...by('cellVoltageMaxV', 'activePowerKW', 'socPct'), square('socPct')] },
    socPct: { by: by('activePowerKW'), as: 'rate' },
    insulationKOhm: { by: by('ambientDegC') },
  },
  hydrogen: {
    electrolyserCellV: { by: by('electrolyserKW'), while: { point: 'electrolyserKW', beyond: 0.1 } },
    fuelCellCellV: { by: by('fuelCellKW'), while: { point: 'fuelCellKW', beyond: 0.1 } },
    hydrogenKg: { by: by('electrolyserKW', 'fuelCellKW'), as: 'rate' },
    tankBar: { by: by('electrolyserKW', 'fuelCellKW'), as: 'rate' },
  },
  container: {
    boardsHashing: { by: by('minersHashing') },
    hashrateTHs: { by: by('activePowerKW', 'ambientDegC') },
    minersHashing: { by: by('minersAsleep') },
    efficiencyJPerTH: {
      by: [...by('activePowerKW', 'inletDegC'), square('activePowerKW')],
      while: { point: 'activePowerKW', beyond: 0.15 },
    },
    hottestChipDegC: { by: by('outletDegC', 'activePowerKW') },
    outletDegC: { by: [...by('inletDegC', 'activePowerKW', 'fanPct'), square('activePowerKW')] },
    fanPct: { by: [...by('inletDegC', 'activePowerKW'), square('inletDegC')] },
    fanRpm: { by: by('fanPct') },
    filterPa: { by: [square('fanRpm'), square('fanPct')], while: { point: 'fanPct', beyond: 0.3 } },
    restartCount: { by: [], as: 'rate' },
  },
  pv: {
    insulationKOhm: { by: by('irradianceWPerM2') },
    availablePowerKW: {
      by: [...by('irradianceWPerM2', 'ambientDegC')],
      while: { point: 'irradianceWPerM2', beyond: 0.2 },
    },
    // a field that is held back says nothing of its panels
    activePowerKW: {
      by: by('irradianceWPerM2', 'ambientDegC'),
      while: { point: 'activePowerKW', beyond: 0.97, of: 'availablePowerKW' },
    },
  },
  wind: {
    gearDegC: { by: [...by('ambientDegC', 'activePowerKW'), slow('activePowerKW')] },
    vibrationMmPerS: { by: by('activePowerKW') },
  },
  genset: { starterV: { by: by('state') } },
  load: { activePowerKW: { by: [], as: 'quiet' } },
  grid: {
    oilDegC: { by: [...by('ambientDegC'), square('activePowerKW'), slowSquare('activePowerKW')] },
    hotSpotDegC: { by: [...by('ambientDegC'), square('activePowerKW'), slowSquare('activePowerKW')] },
    breakerOpenMs: { by: [] },
    breakerOperations: { by: [], as: 'rate' },
  },
}
