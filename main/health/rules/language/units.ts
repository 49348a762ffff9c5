/** What is measured; only values of the same quantity are compared. */
export type Dimension =
  | 'temperature'
  | 'power'
  | 'reactive power'
  | 'voltage'
  | 'current'
  | 'frequency'
  | 'energy'
  | 'percent'
  | 'resistance'
  | 'turning speed'
  | 'speed'
  | 'pressure'
  | 'mass'
  | 'hashrate'
  | 'efficiency'
  | 'irradiance'
  | 'time'
  | 'count'
  | 'spreads'

/** A unit: what it measures, and how many of the base unit it is. */
export interface Unit {
  dimension: Dimension
  factor: number
}

const of = (dimension: Dimension, factors: Record<string, number>): [string, Unit][] =>
  Object.entries(factors).map(([name, factor]) => [name, { dimension, factor }])

/** Units that a rule may be written in. Of temperatures °C is a level and K a difference. */
export const units: ReadonlyMap<string, Unit> = new Map([
  ...of('temperature', { '°C': 1, K: 1 }),
  ...of('power', { W: 1e-3, kW: 1, MW: 1e3 }),
  ...of('reactive power', { kvar: 1, Mvar: 1e3 }),
  ...of('voltage', { mV: 1e-3, V: 1, kV: 1e3 }),
  ...of('current', { mA: 1e-3, A: 1, kA: 1e3 }),
  ...of('frequency', { mHz: 1e-3, Hz: 1 }),
  ...of('energy', { Wh: 1e-3, kWh: 1, MWh: 1e3 }),
  ...of('percent', { '%': 1 }),
  ...of('resistance', { mΩ: 1e-3, Ω: 1, kΩ: 1e3, MΩ: 1e6 }),
  ...of('turning speed', { rpm: 1 }),
  ...of('speed', { 'mm/s': 1e-3, 'm/s': 1 }),
  ...of('pressure', { Pa: 1, mbar: 100, kPa: 1e3, bar: 1e5 }),
  ...of('mass', { g: 1e-3, kg: 1 }),
  ...of('hashrate', { 'TH/s': 1, 'PH/s': 1e3 }),
  ...of('efficiency', { 'J/TH': 1 }),
  ...of('irradiance', { 'W/m²': 1 }),
  ...of('time', { ms: 1, s: 1e3, min: 6e4, h: 3.6e6, d: 8.64e7, weeks: 6.048e8 }),
  ...of('spreads', { spreads: 1 }),
])

/** Other spellings that are understood; the formatter writes the usual one. */
export const spellings: Readonly<Record<string, string>> = {
  degC: '°C',
  Ohm: 'Ω',
  mOhm: 'mΩ',
  kOhm: 'kΩ',
  MOhm: 'MΩ',
  'W/m2': 'W/m²',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  hour: 'h',
  days: 'd',
  day: 'd',
  week: 'weeks',
  spread: 'spreads',
}

/** The unit of that name; a number without one is a count. */
export function unitOf(name: string): Unit | undefined {
  return name === '' ? { dimension: 'count', factor: 1 } : units.get(name)
}

/** A span of time in milliseconds; NaN when the unit is not one of time. */
export function spanMs({ value, unit }: { value: number; unit: string }): number {
  const known = units.get(unit)
  return known?.dimension === 'time' ? value * known.factor : Number.NaN
}

/** Units of a quantity, the smallest first. */
export function unitsOf(dimension: Dimension): string[] {
  return [...units].filter(([, unit]) => unit.dimension === dimension).map(([name]) => name)
}
