import type { KW, KWh, Ms, Pct } from '../../../domain/units.ts'

/** Where a storage is heading at its present power. */
export interface TimeToLimit {
  /** `full` at the highest, `empty` at the lowest allowed state of charge. */
  end: 'full' | 'empty'
  atPct: Pct
  leftMs: Ms
}

/** Time until a storage reaches the end of its allowed band at constant power; `undefined` while it rests. */
export function timeToLimit(storage: {
  /** Positive = discharging. */
  powerKW: KW
  socPct: Pct
  minSocPct: Pct
  maxSocPct: Pct
  fullKWh: KWh
  /** What of the power drawn is stored, and what of the energy taken out is given, 0 to 1. */
  chargeRatio: number
  dischargeRatio: number
}): TimeToLimit | undefined {
  const { powerKW, socPct, minSocPct, maxSocPct, fullKWh, chargeRatio, dischargeRatio } = storage
  if (Math.abs(powerKW) < 0.5) return undefined
  const end = powerKW > 0 ? 'empty' : 'full'
  const atPct = end === 'empty' ? minSocPct : maxSocPct
  const cellsKWh = (Math.max(0, end === 'empty' ? socPct - atPct : atPct - socPct) / 100) * fullKWh
  const busKWh = end === 'empty' ? cellsKWh * dischargeRatio : cellsKWh / chargeRatio
  return { end, atPct, leftMs: (busKWh / Math.abs(powerKW)) * 3_600_000 }
}

/** Seconds that an energy lasts at a power; `undefined` at no power. */
export function secondsLeft(energyKWh: KWh, powerKW: KW): number | undefined {
  return Math.abs(powerKW) < 0.5 ? undefined : (energyKWh * 3_600) / Math.abs(powerKW)
}
