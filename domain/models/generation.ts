import type { Ms } from '../units.ts'
import type { Curve } from './curve.ts'

/** A photovoltaic plant behind its inverters. */
export const pvModel = {
  /** Light in the plane of the modules at which the inverters reach their rating, W/m2. */
  irradianceAtFullWPerM2: 1_080,
  responseMs: 250 as Ms,
  source: 'inverters at some 93 % of the modules, a usual ratio of modules to inverters (PVWatts, NREL/TP-6A20-62641)',
}

/** A park of pitch-controlled turbines. */
export const windModel = {
  cutInMPerS: 3,
  ratedMPerS: 12.5,
  cutOutMPerS: 25,
  /** The rotors carry a park over a gust of a few seconds. */
  inertiaMs: 4_000 as Ms,
  /** Blades pitch away this share of the rating each second. */
  pitchRatioPerS: 0.1,
  source:
    'cubic between cut-in and rated wind, as usual for turbines of IEC 61400-1 class II; pitch rates of some 6 degrees a second',
}

/** Output of a turbine as a share of its rating at this wind in m/s. */
export function windRatio(windMPerS: number): number {
  const { cutInMPerS, ratedMPerS, cutOutMPerS } = windModel
  if (windMPerS < cutInMPerS || windMPerS > cutOutMPerS) return 0
  return Math.min(1, (windMPerS ** 3 - cutInMPerS ** 3) / (ratedMPerS ** 3 - cutInMPerS ** 3))
}

/** A diesel generator for emergencies. */
export const gensetModel = {
  /** Litres per kWh over the share of the rated power. */
  litresPerKWh: [
    [0.25, 0.31],
    [0.5, 0.27],
    [0.75, 0.255],
    [1, 0.25],
  ] as Curve,
  /** Litres an hour and rated kW while idling. */
  idleLitresPerHourAndKW: 0.02,
  /** Cranking, running up and synchronising. */
  startMs: 10_000 as Ms,
  /** From nothing to rated power. */
  rampMs: 10_000 as Ms,
  /** Lower for long fouls the engine; the site file may say more exactly. */
  minLoadRatio: 0.3,
  eurPerLitre: 1.4,
  /** Starter, wear of a cold engine and a minute of idling. */
  startEur: 15,
  source:
    'fuel as usual in datasheets of 1 MW sets (about 250 l/h at full, 31 % more per kWh at a quarter load); start within 10 s by ISO 8528-12 and NFPA 110 type 10; 30 % least load by makers',
}
