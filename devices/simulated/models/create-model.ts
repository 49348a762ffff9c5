import type { Asset } from '../../../domain/asset.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Random } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import { Battery } from './battery.ts'
import { Container } from './container.ts'
import { FlywheelBank } from './flywheel.ts'
import { Genset } from './genset.ts'
import { HydrogenStorage } from './hydrogen.ts'
import type { Model } from './model.ts'
import { PhotovoltaicPlant } from './pv.ts'
import { WindPark } from './wind.ts'
import { Works } from './works.ts'

/** What the physics of an asset is made of. */
export interface ModelParts {
  random: Random
  profile: () => Profile
  wear: Wear
}

/** The physics of an asset; of the grid connection there is none here, it closes the balance of all others. */
export function createModel(asset: Exclude<Asset, { kind: 'grid' }>, { random, profile, wear }: ModelParts): Model {
  switch (asset.kind) {
    case 'pv':
      return new PhotovoltaicPlant(asset, profile(), wear)
    case 'wind':
      return new WindPark(asset, profile())
    case 'load':
      return new Works(asset, profile(), wear)
    case 'genset':
      return new Genset(asset, random)
    case 'battery':
      return new Battery(asset, random, wear)
    case 'flywheel':
      return new FlywheelBank(asset, random, wear)
    case 'hydrogen':
      return new HydrogenStorage(asset, random, wear)
    case 'container':
      return new Container(asset, random, wear)
  }
}
