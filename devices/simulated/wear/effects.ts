import type { Asset } from '../../../domain/asset.ts'

/** What wear can do to the physics of an asset; all are 0 as new, and those of several failure modes add up. */
export const effects = {
  /** Heat of a bearing at full speed or full load, K. */
  bearingK: 0,
  /** Shaking over all frequencies at full speed, mm/s. */
  vibrationMmPerS: 0,
  /** Shaking at running speed, mm/s at full speed. */
  imbalanceMmPerS: 0,
  /** Rise of the residual pressure, Pa. */
  leakPa: 0,
  /** Standby loss of one unit more, as a share of its own. */
  lossRatio: 0,
  /** Capacity lost, percent of the rated energy. */
  capacityPct: 0,
  /** Inner resistance more, as a share of that of new cells. */
  resistanceRatio: 0,
  /** How much farther apart the cells are, at rest and again under full load, V. */
  spreadV: 0,
  /** Charge lost at rest, percent a day. */
  selfDischargePctPerDay: 0,
  /** Hottest cell above the others, K at rest, and again at full load. */
  hotCellK: 0,
  /** Insulation lost, as a share of that of a new asset. */
  insulationRatio: 0,
  /** Cell voltages of the stacks away from new, V; the electrolyser's rises, the fuel cell's falls. */
  electrolyserV: 0,
  fuelCellV: 0,
  /** Hydrogen that escapes, kg a day. */
  leakKgPerDay: 0,
  /** Hash boards that stand still, as a share of all. */
  boardsRatio: 0,
  /** Fan speed lost at the same drive, as a share. */
  fanRatio: 0,
  /** Filter clogged, as a share of its resistance when clean. */
  filterRatio: 0,
  /** Energy for a TH more, as a share. */
  efficiencyRatio: 0,
  /** Hottest chip above what air and load explain, K. */
  chipK: 0,
  /** Restarts of miners, a day. */
  restartsPerDay: 0,
  /** Cooling of the transformer lost, as a share of its oil's rise more. */
  oilRiseRatio: 0,
  /** Opening time of the breaker, ms more. */
  openingMs: 0,
  /** Output lost to dirt, as a share. */
  soilingRatio: 0,
  /** Gear oil at rated power, K more. */
  gearK: 0,
  /** Starter battery, V less. */
  starterV: 0,
  /** Constant extra draw, as a share of the rating. */
  extraLoadRatio: 0,
  /** What the meter shows more than there is, as a share: its power with its counters, or its counters alone. */
  meterRatio: 0,
  counterRatio: 0,
}

/** Name of something that wear does. */
export type EffectName = keyof typeof effects

/** What wear does to an asset now. */
export type Effects = Record<EffectName, number>

/** The wear of an asset as its physics feels it: all of it, and that of each unit of a bank. */
export interface Wear {
  all: Effects
  /** One for each unit; of what is no bank, one. */
  units: readonly Effects[]
}

/** The wear of an asset that is as new. */
export function asNew(asset: Asset): Wear {
  const count = asset.kind === 'flywheel' ? asset.units : 1
  return { all: { ...effects }, units: Array.from({ length: count }, () => ({ ...effects })) }
}

/** Standby loss of a bank that wear adds, as a share of the healthy one: what the units lose more, on average. */
export function extraLossRatio({ units }: Wear): number {
  return units.reduce((total, { lossRatio }) => total + lossRatio, 0) / units.length
}
