import type { Asset } from '../../../domain/asset.ts'
import type { KW } from '../../../domain/units.ts'
import { createRandom } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import { batteryCondition } from './battery.ts'
import type { Condition } from './condition.ts'
import { containerCondition } from './container.ts'
import { flywheelCondition } from './flywheel.ts'
import { gensetCondition, pvCondition, windCondition } from './generation.ts'
import { gridCondition } from './grid.ts'
import { hydrogenCondition } from './hydrogen.ts'

const none: Condition = { step() {}, values: () => ({}) }

/** The sensors that watch an asset's condition; `connectionKW` = rating of the site's transformer. */
export function createCondition(asset: Asset, wear: Wear, seed: number, connectionKW: KW): Condition {
  switch (asset.kind) {
    case 'flywheel':
      return flywheelCondition(asset, wear, seed)
    case 'battery':
      return batteryCondition(asset, wear)
    case 'hydrogen':
      return hydrogenCondition(asset, wear)
    case 'container':
      return containerCondition(asset, wear, createRandom(seed))
    case 'grid':
      return gridCondition(asset, wear, seed, connectionKW)
    case 'pv':
      return pvCondition(asset, wear)
    case 'wind':
      return windCondition(asset, wear)
    case 'genset':
      return gensetCondition(asset, wear)
    case 'load':
      return none
  }
}
