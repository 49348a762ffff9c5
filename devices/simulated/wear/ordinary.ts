import type { AssetKind } from '../../../domain/asset.ts'
import { fixedRandom } from '../random.ts'
import type { Effects } from './effects.ts'

/** Wear that is always there and harms nobody, a year. */
const perYear: Partial<Record<AssetKind, Partial<Effects>>> = {
  // a bearing lasts ten to twenty years
  flywheel: { bearingK: 1, vibrationMmPerS: 0.06, imbalanceMmPerS: 0.03, leakPa: 0.04, lossRatio: 0.02 },
  // calendar fade beside the cycles that the model counts itself: 1 to 2 % a year at 25 degC
  battery: { capacityPct: 1.2, resistanceRatio: 0.03, spreadV: 0.001, insulationRatio: 0.01 },
  // 4.8 uV/h of the electrolyser, 3 uV/h of the fuel cell, a third of the year each
  hydrogen: { electrolyserV: 0.014, fuelCellV: 0.009 },
  container: { boardsRatio: 0.012, efficiencyRatio: 0.008, fanRatio: 0.01 },
  grid: { oilRiseRatio: 0.02, openingMs: 0.4 },
  pv: { insulationRatio: 0.015 },
  wind: { gearK: 0.8, vibrationMmPerS: 0.06 },
  genset: { starterV: 0.15 },
}

/** Dirt that somebody takes away again: it grows from one cleaning to the next. */
const cleaned: Partial<Record<AssetKind, { effect: 'filterRatio' | 'soilingRatio'; most: number; everyDays: number }>> =
  {
    // filters are changed every seven weeks, long before they are clogged
    container: { effect: 'filterRatio', most: 0.5, everyDays: 49 },
    // rain washes the panels every two weeks or so
    pv: { effect: 'soilingRatio', most: 0.012, everyDays: 14 },
  }

/** Adds the ordinary wear of an asset that is `days` old; `seed` tells when it is cleaned. */
export function addOrdinary(sum: Effects, kind: AssetKind, days: number, seed: number): void {
  for (const [name, amount] of Object.entries(perYear[kind] ?? {})) sum[name as keyof Effects] += (amount * days) / 365
  const dirt = cleaned[kind]
  if (dirt) sum[dirt.effect] += dirt.most * ((days / dirt.everyDays + fixedRandom(seed, 0)) % 1)
}
