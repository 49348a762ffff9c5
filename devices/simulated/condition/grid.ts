import type { AssetOf } from '../../../domain/asset.ts'
import { heated, type TransformerHeat, transformerModel } from '../../../domain/models/transformer.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Values } from '../models/model.ts'
import { fixedRandom } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

const dayMs = 86_400_000
/** Each night the site changes over between its two incoming cables, and the breaker of the other one opens; UTC. */
const changeOverMs = 2 * 3_600_000
/** Opening time of a vacuum breaker of 12 kV as new and how much it varies, ms (datasheets: 33 to 60 ms). */
const opening = { usualMs: 38, variesMs: 0.7 }

/** What the transformer's thermometers and the breaker's counter tell; `ratedKW` of the connection. */
export function gridCondition(_asset: AssetOf<'grid'>, { all }: Wear, seed: number, ratedKW: KW): Condition {
  let heat: TransformerHeat | undefined
  let ambientDegC = 15
  let operations = 400 + Math.round(800 * fixedRandom(seed, -1))
  let openMs = openingMs(seed, operations)
  let last: { at: EpochMs; isDark: boolean } | undefined
  return {
    step(dtMs: Ms, { activePowerKW = 0, reactivePowerKvar = 0, frequencyHz = 50 }, surroundings) {
      const load = Math.hypot(activePowerKW, reactivePowerKvar) / ratedKW
      // it has been at this load before the simulation began
      heat = heat
        ? heated(heat, load, dtMs)
        : heated({ oilRiseK: 0, hotSpotRiseK: 0 }, load, 10 * transformerModel.oilMs)
      ambientDegC = surroundings.ambientDegC
      const now = { at: surroundings.at, isDark: frequencyHz === 0 }
      if (last && isOpening(last, now)) {
        operations += 1
        openMs = openingMs(seed, operations) + all.openingMs
      }
      last = now
    },
    values(): Values {
      const { oilRiseK, hotSpotRiseK } = heat ?? { oilRiseK: 0, hotSpotRiseK: 0 }
      const oilDegC = ambientDegC + oilRiseK * (1 + all.oilRiseRatio)
      return { oilDegC, hotSpotDegC: oilDegC + hotSpotRiseK, breakerOperations: operations, breakerOpenMs: openMs }
    },
  }
}

function night(at: EpochMs): number {
  return Math.floor((at - changeOverMs) / dayMs)
}

function isOpening(last: { at: EpochMs; isDark: boolean }, now: { at: EpochMs; isDark: boolean }): boolean {
  return (now.isDark && !last.isDark) || (!now.isDark && night(now.at) > night(last.at))
}

function openingMs(seed: number, operation: number): Ms {
  return opening.usualMs + opening.variesMs * (2 * fixedRandom(seed, operation) - 1)
}
