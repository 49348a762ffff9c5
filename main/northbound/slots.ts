import type { PointName } from '../../domain/points.ts'

/** Version of the register map; a reader that knows another one shall not read on. */
export const mapVersion = 1

/**
 * Layout of a unit's registers. The header comes first, then a block for each asset, all of one length. In a block each
 * point has a slot of 4 registers: value (float32, high word first), quality, age in seconds.
 */
export const layout = {
  /** Registers of the header and of each asset: asset n of a unit (from 0) begins at (n + 1) x this. */
  stride: 400,
  registersPerSlot: 4,
  /** Slots before the words about the asset itself. */
  slots: 90,
  /** Offset of the asset's kind (place in `assetKinds`, from 1), and of its id as 32 ASCII characters. */
  kindOffset: 360,
  idOffset: 362,
  idRegisters: 16,
} as const

/**
 * Slot of each point in the block of its asset. Other systems are set up with these addresses: a number never changes
 * and is never used again; a new point gets the next free one, wherever it stands in `domain/points.ts`.
 */
export const slots: Readonly<Record<PointName, number>> = {
  activePowerKW: 0,
  reactivePowerKvar: 1,
  voltageV: 2,
  currentA: 3,
  frequencyHz: 4,
  importedKWh: 5,
  exportedKWh: 6,
  injectedKWh: 7,
  absorbedKWh: 8,
  setpointKW: 9,
  minPowerKW: 10,
  maxPowerKW: 11,
  state: 12,
  faultCode: 13,
  heartbeat: 14,
  runHoursH: 15,
  startCount: 16,
  ambientDegC: 17,
  socPct: 18,
  sohPct: 19,
  usableEnergyKWh: 20,
  temperatureDegC: 21,
  cellVoltageMinV: 22,
  cellVoltageMaxV: 23,
  cycleCount: 24,
  speedRpm: 25,
  bearingDegC: 26,
  vibrationMmPerS: 27,
  vacuumPa: 28,
  standbyLossKW: 29,
  unitsReady: 30,
  unitsTotal: 31,
  tankBar: 32,
  hydrogenKg: 33,
  electrolyserKW: 34,
  fuelCellKW: 35,
  stackDegC: 36,
  hashrateTHs: 37,
  efficiencyJPerTH: 38,
  inletDegC: 39,
  outletDegC: 40,
  fanPct: 41,
  minersHashing: 42,
  minersAsleep: 43,
  minersFaulty: 44,
  availablePowerKW: 45,
  irradianceWPerM2: 46,
  windSpeedMPerS: 47,
  fuelPct: 48,
  input1: 49,
  input2: 50,
  input3: 51,
  input4: 52,
  pulses1: 53,
  pulses2: 54,
  pulses3: 55,
  pulses4: 56,
  analogue1: 57,
  analogue2: 58,
  relay: 59,
  breakerClosed: 60,
  responseArmed: 61,
  secondSocPct: 62,
}
