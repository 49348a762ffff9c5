import type { AssetOf } from '../../../domain/asset.ts'
import { cellVoltages } from '../../../domain/models/hydrogen.ts'
import type { Values } from '../models/model.ts'
import type { Wear } from '../wear/effects.ts'
import type { Condition } from './condition.ts'

/** Mean cell voltages of both stacks; a stack that stands shows none. */
export function hydrogenCondition(asset: AssetOf<'hydrogen'>, { all }: Wear): Condition {
  return {
    step() {},
    values({ electrolyserKW = 0, fuelCellKW = 0 }): Values {
      const { electrolyser, fuelCell } = cellVoltages(
        electrolyserKW / asset.electrolyserKW,
        fuelCellKW / asset.fuelCellKW,
      )
      return {
        electrolyserCellV: electrolyserKW > 0 ? electrolyser + all.electrolyserV : 0,
        fuelCellCellV: fuelCellKW > 0 ? fuelCell - all.fuelCellV : 0,
      }
    },
  }
}
