import type { PointName } from '../../../domain/points.ts'
import type { Values } from '../models/model.ts'
import { wander } from '../models/motion.ts'
import type { Random } from '../random.ts'
import type { Condition } from './condition.ts'

/** Deviation of a sensor's reading: in its unit, or as a share of what it reads. */
const noise: Partial<Record<PointName, { by: number } | { ratio: number }>> = {
  bearingDegC: { by: 0.25 },
  bearingMedianDegC: { by: 0.12 },
  vibrationMmPerS: { ratio: 0.02 },
  vibrationMedianMmPerS: { ratio: 0.01 },
  imbalanceMmPerS: { ratio: 0.025 },
  vacuumPa: { ratio: 0.015 },
  vacuumMedianPa: { ratio: 0.008 },
  standbyLossKW: { ratio: 0.01 },
  temperatureDegC: { by: 0.2 },
  cellMaxDegC: { by: 0.25 },
  cellVoltageMinV: { by: 0.001 },
  cellVoltageMaxV: { by: 0.001 },
  resistanceMOhm: { ratio: 0.008 },
  insulationKOhm: { ratio: 0.04 },
  electrolyserCellV: { ratio: 0.0012 },
  fuelCellCellV: { ratio: 0.002 },
  tankBar: { by: 0.15 },
  hydrogenKg: { by: 0.2 },
  stackDegC: { by: 0.4 },
  efficiencyJPerTH: { ratio: 0.003 },
  fanRpm: { ratio: 0.006 },
  filterPa: { ratio: 0.025 },
  inletDegC: { by: 0.2 },
  outletDegC: { by: 0.3 },
  hottestChipDegC: { by: 0.5 },
  oilDegC: { by: 0.25 },
  hotSpotDegC: { by: 0.4 },
  gearDegC: { by: 0.4 },
  coolantDegC: { by: 0.3 },
  starterV: { by: 0.04 },
  irradianceWPerM2: { ratio: 0.008 },
  windSpeedMPerS: { ratio: 0.012 },
}
/** Sensors err for a while in one direction: placement, draught, warm-up. */
const memoryMs = 600_000

/** A condition whose sensors are not perfect; how much they err does not hang on the length of the steps. */
export function withNoise(condition: Condition, random: Random): Condition {
  let errors: Partial<Record<PointName, number>> | undefined
  return {
    step(dtMs, values, surroundings) {
      condition.step(dtMs, values, surroundings)
      errors ??= firstErrors({ ...values, ...condition.values(values) }, random)
      for (const name of Object.keys(errors) as PointName[])
        errors[name] = wander(errors[name] ?? 0, 1, { dtMs, memoryMs, random })
    },
    values(values) {
      const shown = condition.values(values)
      for (const [name, error] of Object.entries(errors ?? {}) as [PointName, number][]) {
        const value = shown[name] ?? values[name]
        const size = noise[name]
        if (value !== undefined && size) shown[name] = value + error * ('by' in size ? size.by : size.ratio * value)
      }
      return shown
    },
  }
}

function firstErrors(values: Values, random: Random): Partial<Record<PointName, number>> {
  const names = Object.keys(noise).filter((name) => values[name as PointName] !== undefined)
  return Object.fromEntries(names.map((name) => [name, random.normal()]))
}
