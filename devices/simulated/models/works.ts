import type { AssetOf } from '../../../domain/asset.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Wear } from '../wear/effects.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'

/** A consumer nobody steers: a works with its presses and furnaces, behind its meter. */
export class Works implements Model {
  readonly safeKW = 0
  readonly nominalV = 10_000
  readonly tanPhi = 0.3
  powerKW: KW = 0
  readonly #ratedPowerKW: KW
  readonly #profile: Profile
  readonly #wear: Wear
  #offeredKW: KW | undefined

  constructor(asset: AssetOf<'load'>, profile: Profile, wear: Wear) {
    this.#wear = wear
    this.#ratedPowerKW = asset.ratedPowerKW
    this.#profile = profile
  }

  step(_dtMs: Ms, _setpointKW: KW, { at }: Surroundings): void {
    const value = this.#profile.valueAt(at)
    const drawKW = this.#profile.quantity === 'powerKW' ? value : value * this.#ratedPowerKW
    this.powerKW =
      this.#offeredKW ?? -clamp(drawKW + this.#wear.all.extraLoadRatio * this.#ratedPowerKW, 0, this.#ratedPowerKW)
  }

  offer(powerKW: KW | undefined): void {
    this.#offeredKW = powerKW
  }

  state(): number {
    return state.running
  }

  values(): Values {
    return {}
  }
}
