/** How long and how densely a point is kept: `fast` every scan, `slow` on change, `none` not stored. */
export type Retention = 'fast' | 'slow' | 'none'

/** What a point means to everybody, whoever made the device. */
export interface PointSpec {
  /** SI unit as shown, empty for counts and codes. */
  unit: string
  /** One phrase for people. */
  label: string
  retention: Retention
  /** Decimals that mean something. */
  decimals: number
  /** True when the field device's sign may differ from ours and its definition must name its frame. */
  signed?: true
  /** True for what only rises in the device: it may start again from 0, or from where its register ends. */
  counter?: true
}

const fast = (unit: string, label: string, decimals = 0): PointSpec => ({ unit, label, retention: 'fast', decimals })
const slow = (unit: string, label: string, decimals = 0): PointSpec => ({ unit, label, retention: 'slow', decimals })
const counter = (unit: string, label: string, decimals = 0): PointSpec => ({
  ...slow(unit, label, decimals),
  counter: true,
})
const power = (label: string): PointSpec => ({ unit: 'kW', label, retention: 'fast', decimals: 1, signed: true })

/**
 * The closed list of point names. A definition that names another point does not load.
 * Powers are positive into the bus; energies are rising counters.
 */
export const points = {
  // what a meter says
  activePowerKW: power('Power'),
  reactivePowerKvar: { unit: 'kvar', label: 'Reactive power', retention: 'fast', decimals: 1, signed: true },
  voltageV: fast('V', 'Voltage', 1),
  currentA: fast('A', 'Current', 1),
  frequencyHz: fast('Hz', 'Frequency', 3),
  breakerClosed: slow('', 'Breaker closed'),
  responseArmed: slow('', 'Own frequency response armed'),
  importedKWh: counter('kWh', 'Energy imported', 1),
  exportedKWh: counter('kWh', 'Energy exported', 1),
  injectedKWh: counter('kWh', 'Energy injected', 1),
  absorbedKWh: counter('kWh', 'Energy absorbed', 1),
  // what a controllable asset says
  setpointKW: power('Setpoint in the device'),
  minPowerKW: power('Lowest power now'),
  maxPowerKW: power('Highest power now'),
  state: { unit: '', label: 'State', retention: 'slow', decimals: 0 },
  faultCode: { unit: '', label: 'Fault code', retention: 'slow', decimals: 0 },
  heartbeat: { unit: '', label: 'Heartbeat', retention: 'none', decimals: 0 },
  runHoursH: slow('h', 'Run hours', 1),
  startCount: slow('', 'Starts'),
  ambientDegC: slow('°C', 'Ambient', 1),
  // storage
  socPct: fast('%', 'State of charge', 1),
  secondSocPct: slow('%', 'State of charge, second source', 1),
  sohPct: slow('%', 'State of health', 1),
  usableEnergyKWh: slow('kWh', 'Usable energy', 1),
  temperatureDegC: slow('°C', 'Temperature', 1),
  cellVoltageMinV: slow('V', 'Lowest cell', 3),
  cellVoltageMaxV: slow('V', 'Highest cell', 3),
  cycleCount: slow('', 'Equivalent full cycles', 1),
  cellMaxDegC: slow('°C', 'Hottest cell', 1),
  resistanceMOhm: slow('mΩ', 'Inner resistance', 1),
  insulationKOhm: slow('kΩ', 'Insulation to earth'),
  // flywheel: bearing, vibration and vacuum are those of the worst unit of a bank
  speedRpm: fast('rpm', 'Speed'),
  bearingDegC: slow('°C', 'Bearing temperature', 1),
  vibrationMmPerS: slow('mm/s', 'Vibration', 1),
  vacuumPa: slow('Pa', 'Vacuum', 2),
  standbyLossKW: slow('kW', 'Standby loss', 1),
  unitsReady: slow('', 'Units ready'),
  unitsTotal: slow('', 'Units'),
  bearingMedianDegC: slow('°C', 'Bearing temperature, median unit', 1),
  vibrationMedianMmPerS: slow('mm/s', 'Vibration, median unit', 2),
  vacuumMedianPa: slow('Pa', 'Vacuum, median unit', 2),
  worstUnit: slow('', 'Unit with the hottest bearing'),
  imbalanceMmPerS: slow('mm/s', 'Vibration at running speed', 2),
  // hydrogen
  tankBar: slow('bar', 'Tank pressure', 1),
  hydrogenKg: slow('kg', 'Hydrogen', 1),
  electrolyserKW: slow('kW', 'Electrolyser draw', 1),
  fuelCellKW: slow('kW', 'Fuel cell output', 1),
  stackDegC: slow('°C', 'Stack temperature', 1),
  electrolyserCellV: slow('V', 'Electrolyser cell, mean', 3),
  fuelCellCellV: slow('V', 'Fuel cell, mean of its cells', 3),
  // mining container
  hashrateTHs: fast('TH/s', 'Hashrate'),
  efficiencyJPerTH: slow('J/TH', 'Efficiency', 1),
  inletDegC: slow('°C', 'Inlet air', 1),
  outletDegC: slow('°C', 'Outlet air', 1),
  fanPct: slow('%', 'Fans'),
  minersHashing: slow('', 'Miners hashing'),
  minersAsleep: slow('', 'Miners asleep'),
  minersFaulty: slow('', 'Miners faulty'),
  boardsHashing: slow('', 'Hash boards hashing'),
  boardsTotal: slow('', 'Hash boards'),
  fanRpm: slow('rpm', 'Fan speed'),
  filterPa: slow('Pa', 'Pressure drop over the filter', 1),
  restartCount: counter('', 'Restarts of miners'),
  hottestChipDegC: slow('°C', 'Hottest chip', 1),
  // sun, wind, generator
  availablePowerKW: fast('kW', 'Power available', 1),
  irradianceWPerM2: slow('W/m²', 'Irradiance'),
  windSpeedMPerS: slow('m/s', 'Wind speed', 1),
  fuelPct: slow('%', 'Fuel', 1),
  gearDegC: slow('°C', 'Gear oil', 1),
  coolantDegC: slow('°C', 'Coolant', 1),
  starterV: slow('V', 'Starter battery', 2),
  // transformer and breaker of the grid connection
  oilDegC: slow('°C', 'Transformer oil', 1),
  hotSpotDegC: slow('°C', 'Winding hot spot', 1),
  breakerOperations: counter('', 'Breaker operations'),
  breakerOpenMs: slow('ms', 'Time of the last breaker opening', 1),
  // input and output module: contacts and relay 1 = closed, pulses as counted, analogue inputs in percent of their range
  input1: slow('', 'Input 1'),
  input2: slow('', 'Input 2'),
  input3: slow('', 'Input 3'),
  input4: slow('', 'Input 4'),
  pulses1: counter('', 'Pulses at input 1'),
  pulses2: counter('', 'Pulses at input 2'),
  pulses3: counter('', 'Pulses at input 3'),
  pulses4: counter('', 'Pulses at input 4'),
  analogue1: slow('%', 'Analogue input 1', 2),
  analogue2: slow('%', 'Analogue input 2', 2),
  relay: slow('', 'Relay'),
} as const satisfies Record<string, PointSpec>

/** Name of a point. */
export type PointName = keyof typeof points

/** All point names, in the order they are listed. */
export const pointNames = Object.keys(points) as PointName[]

/** What a point means; the same for every maker. */
export function pointSpec(name: PointName): PointSpec {
  return points[name]
}
