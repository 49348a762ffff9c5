import type { KW, KWh } from '../units.ts'

/** What a flywheel of any size behaves like. */
export interface FlywheelModel {
  /** Motor-generator and converter, share that arrives, each way, 0 to 1. */
  chargeRatio: number
  dischargeRatio: number
  /** A full wheel left alone loses a constant share of what it stores; after so many hours a third of it is left. */
  selfDischargeHours: number
  fullSpeedRpm: number
  /** Price of wear, EUR per MWh taken out: bearings and converter; the cycles themselves cost nothing. */
  wearEurPerMWh: number
  source: string
}

/** Tape super-flywheels in banks. */
export const flywheelModel = {
  chargeRatio: 0.96,
  dischargeRatio: 0.96,
  selfDischargeHours: 80,
  fullSpeedRpm: 12_000,
  wearEurPerMWh: 1,
  source:
    'up to 70 kWh a unit, practically unlimited cycles, standby loss within hours: Powerchain white paper, section 4.2.1; 96 % each way, about 1 %/h and speed as usual in datasheets of composite wheels (for instance 85 to 87 % from grid to grid, PNNL-28866)',
} as const satisfies FlywheelModel

/** Energy of a spinning mass, kWh: J w^2 / 2, inertia in kg m^2, speed in rounds a minute. */
export function kineticEnergyKWh(inertiaKgM2: number, speedRpm: number): KWh {
  return (inertiaKgM2 * ((speedRpm * 2 * Math.PI) / 60) ** 2) / 2 / 3_600_000
}

/** Speed as a share of full speed for a share of the full energy: the root, E = J w^2 / 2. */
export function speedRatio(energyRatio: number): number {
  return Math.sqrt(Math.max(0, energyRatio))
}

/** What a bank loses while it stores `storedKWh`, kW. */
export function standbyLossKW(storedKWh: KWh): KW {
  return storedKWh / flywheelModel.selfDischargeHours
}

/** Seconds that a bank can go on at this power, into the bus positive, with so much left above and below its limits. */
export function secondsLeft({ powerKW, usableKWh, roomKWh }: { powerKW: KW; usableKWh: KWh; roomKWh: KWh }): number {
  const { chargeRatio, dischargeRatio } = flywheelModel
  const standbyKW = standbyLossKW(usableKWh)
  const netKW = powerKW > 0 ? powerKW / dischargeRatio + standbyKW : powerKW * chargeRatio + standbyKW
  if (netKW === 0) return Infinity
  return ((netKW > 0 ? Math.max(0, usableKWh) : Math.max(0, roomKWh)) / Math.abs(netKW)) * 3_600
}
