import type { AssetOf } from '../../../domain/asset.ts'
import { cells } from '../models/chemistry.ts'
import type { Values } from '../models/model.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

/** Insulation of a battery room as new, kOhm; BMS warn below some 100 ohm per volt (IEC 62485-2). */
const insulationKOhm = 2_000
/** Hottest cell above the mean: at rest, and what rated power adds, K. */
const warmest = { restK: 1.2, loadK: 2.2 }
/** Inner resistance falls by this share for each K (usual for LFP and lead-acid near room temperature). */
const resistancePerK = 0.008

/** What the battery management measures on cells: spread, hottest cell, inner resistance, insulation. */
export function batteryCondition(asset: AssetOf<'battery'>, { all }: Wear): Condition {
  const { resistanceMOhm, sagV } = cells[asset.chemistry]
  return {
    step() {},
    values({ activePowerKW = 0, temperatureDegC = 0, cellVoltageMinV = 0, cellVoltageMaxV = 0 }): Values {
      const load = activePowerKW / asset.ratedPowerKW
      // more resistance sags all cells, and the worst half as much again
      const sagsV = sagV * all.resistanceRatio * load
      return {
        cellVoltageMinV: cellVoltageMinV - sagsV - Math.max(0, sagsV) / 2 - all.spreadV * (0.35 + Math.max(0, load)),
        cellVoltageMaxV: cellVoltageMaxV - sagsV - Math.min(0, sagsV) / 2 + all.spreadV * Math.max(0, -load),
        cellMaxDegC: temperatureDegC + warmest.restK + all.hotCellK + (warmest.loadK + all.hotCellK) * load ** 2,
        resistanceMOhm: resistanceMOhm * (1 + all.resistanceRatio) * (1 - resistancePerK * (temperatureDegC - 25)),
        insulationKOhm: insulationKOhm * (1 - all.insulationRatio),
      }
    },
  }
}
