import type { AssetOf } from '../../../domain/asset.ts'
import type { Ms } from '../../../domain/units.ts'
import { airflowRatio } from '../models/container-air.ts'
import type { Values } from '../models/model.ts'
import type { Random } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

const boardsPerMiner = 3
const fullRpm = 3_600
/** Pressure drop over the clean filters with all fans at full speed, Pa; at usual air 20 to 70 (coarse filters, ISO 16890). */
const cleanFilterPa = 180
/** Miners restart now and then by themselves: pool changes, firmware. A day, of all miners of a container. */
const usualRestartsPerDay = 1.5
/** Hottest chip over the outlet air: at idle, and what full load adds, K. */
const chip = { idleK: 6, loadK: 36 }
const dayMs = 86_400_000

/** What a container's fans, filters and boards tell beyond its hashrate. */
export function containerCondition(asset: AssetOf<'container'>, { all }: Wear, random: Random): Condition {
  let restarts = Math.round(300 + 900 * random.next())
  return {
    step(dtMs: Ms, { minersHashing = 0 }) {
      const perDay = (minersHashing > 0 ? usualRestartsPerDay : 0) + all.restartsPerDay
      const expected = (perDay * dtMs) / dayMs
      restarts += Math.floor(expected) + (random.next() < expected % 1 ? 1 : 0)
    },
    values({
      minersHashing = 0,
      minersAsleep = 0,
      minersFaulty = 0,
      fanPct = 0,
      outletDegC = 0,
      activePowerKW = 0,
    }): Values {
      const boardsTotal = boardsPerMiner * (minersHashing + minersAsleep + minersFaulty)
      const load = Math.max(0, -activePowerKW) / asset.ratedPowerKW
      const air = airflowRatio(fanPct, all)
      return {
        boardsTotal,
        boardsHashing: Math.round(boardsPerMiner * minersHashing * (1 - all.boardsRatio)),
        fanRpm: (fullRpm * fanPct * (1 - all.fanRatio)) / 100,
        filterPa: cleanFilterPa * (1 + all.filterRatio) * air ** 2,
        restartCount: restarts,
        hottestChipDegC: outletDegC + chip.idleK + (chip.loadK + all.chipK) * load,
      }
    },
  }
}
