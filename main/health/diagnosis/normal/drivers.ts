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
   * Judged only while this signal is beyond that share of `of`, or of its own usual size, and was and stays so: a stack
   * that stands has no voltage to judge, and a mean over its start none either.
   */
  while?: { point: PointName; beyond: number; of?: PointName }
  /** Judged only while these stand still. */
  atRest?: readonly PointName[]
  /**
   * `rate`: its change by the hour counts, not its level. `ratio`: how many times what is expected, where a failure takes
   * a share (drivers and value enter as logarithms, temperatures as they are). `quiet`: the power in the quietest hours of
   * the day.
   */
  as?: 'level' | 'rate' | 'ratio' | 'quiet'
  /** Its rise over this one is judged. */
  over?: PointName
}

const by = (...points: PointName[]): Driver[] => points.map((point) => ({ point, form: 'plain' }))
const square = (point: PointName): Driver => ({ point, form: 'square' })
const slow = (point: PointName): Driver => ({ point, form: 'slow' })
const slowSquare = (point: PointName): Driver => ({ point, form: 'slowSquare' })

const working = { point: 'activePowerKW', beyond: 0.15 } as const

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
    usableEnergyKWh: { by: by('socPct', 'temperatureDegC') },
    resistanceMOhm: { by: by('temperatureDegC', 'socPct') },
    cellMaxDegC: { by: [...by('temperatureDegC'), square('activePowerKW')] },
    temperatureDegC: { by: [...by('ambientDegC'), slow('ambientDegC'), slowSquare('activePowerKW')] },
    cellVoltageMinV: { by: [...by('cellVoltageMaxV', 'activePowerKW', 'socPct'), square('socPct')] },
    socPct: { by: [], atRest: ['activePowerKW'], as: 'rate' },
    insulationKOhm: { by: by('ambientDegC') },
  },
  hydrogen: {
    electrolyserCellV: { by: [...by('electrolyserKW', 'stackDegC')], while: { point: 'electrolyserKW', beyond: 0.1 } },
    fuelCellCellV: { by: [...by('fuelCellKW', 'stackDegC')], while: { point: 'fuelCellKW', beyond: 0.1 } },
    hydrogenKg: { by: [], atRest: ['electrolyserKW', 'fuelCellKW'], as: 'rate' },
    tankBar: { by: by('ambientDegC'), atRest: ['electrolyserKW', 'fuelCellKW'], as: 'rate' },
  },
  container: {
    boardsHashing: { by: by('minersHashing'), while: working, as: 'ratio' },
    hashrateTHs: { by: [...by('activePowerKW', 'inletDegC'), square('activePowerKW')], while: working },
    minersHashing: { by: by('minersAsleep'), while: working },
    efficiencyJPerTH: { by: [...by('activePowerKW', 'inletDegC'), square('activePowerKW')], while: working },
    hottestChipDegC: { by: by('outletDegC', 'activePowerKW'), while: working },
    outletDegC: { by: by('activePowerKW', 'fanPct', 'inletDegC'), over: 'inletDegC', while: working, as: 'ratio' },
    fanPct: { by: [...by('inletDegC', 'activePowerKW'), square('inletDegC')], while: working },
    fanRpm: { by: by('fanPct'), as: 'ratio' },
    filterPa: { by: by('fanRpm'), as: 'ratio' },
    restartCount: { by: [], as: 'rate' },
  },
  pv: {
    insulationKOhm: { by: by('irradianceWPerM2') },
    availablePowerKW: {
      by: by('irradianceWPerM2', 'ambientDegC'),
      while: { point: 'irradianceWPerM2', beyond: 0.2 },
      as: 'ratio',
    },
    // a field that is held back says nothing of its panels
    activePowerKW: {
      by: by('irradianceWPerM2', 'ambientDegC'),
      while: { point: 'activePowerKW', beyond: 0.97, of: 'availablePowerKW' },
      as: 'ratio',
    },
  },
  wind: {
    gearDegC: { by: [...by('ambientDegC', 'activePowerKW'), slow('activePowerKW')] },
    vibrationMmPerS: { by: by('activePowerKW') },
    activePowerKW: {
      by: by('availablePowerKW'),
      while: { point: 'activePowerKW', beyond: 0.97, of: 'availablePowerKW' },
      as: 'ratio',
    },
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
