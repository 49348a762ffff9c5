import type { AssetOf } from '../../../domain/asset.ts'
import { pvModel } from '../../../domain/models/generation.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Wear } from '../wear/effects.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle } from './motion.ts'

const { irradianceAtFullWPerM2, responseMs } = pvModel

/** A photovoltaic plant. Its setpoint is a ceiling: it gives what the sun offers, and not more than that. */
export class PhotovoltaicPlant implements Model {
  readonly safeKW: KW
  readonly nominalV = 800
  readonly tanPhi = 0
  powerKW: KW = 0
  readonly #ratedPowerKW: KW
  readonly #profile: Profile
  #offeredKW: KW | undefined
  readonly #wear: Wear
  #sunKW: KW = 0
  #availableKW: KW = 0
  #isFirst = true

  constructor(asset: AssetOf<'pv'>, profile: Profile, wear: Wear) {
    this.#wear = wear
    this.safeKW = asset.ratedPowerKW
    this.#ratedPowerKW = asset.ratedPowerKW
    this.#profile = profile
  }

  step(dtMs: Ms, setpointKW: KW, { at }: Surroundings): void {
    const value = this.#profile.valueAt(at)
    const offeredKW = this.#offeredKW ?? (this.#profile.quantity === 'powerKW' ? value : value * this.#ratedPowerKW)
    this.#sunKW = clamp(offeredKW, 0, this.#ratedPowerKW)
    this.#availableKW = this.#sunKW * (1 - this.#wear.all.soilingRatio)
    const target = Math.min(this.#availableKW, Math.max(0, setpointKW))
    // a plant that is switched on with the simulation has been running before
    const powerKW = this.#isFirst ? target : settle(this.powerKW, target, dtMs, responseMs)
    this.powerKW = Math.min(this.#availableKW, powerKW)
    this.#isFirst = false
  }

  offer(powerKW: KW | undefined): void {
    this.#offeredKW = powerKW
  }

  state(): number {
    if (this.#availableKW < 0.001 * this.#ratedPowerKW) return state.off
    return this.powerKW < 0.99 * this.#availableKW - 1 ? state.throttled : state.running
  }

  values(): Values {
    return {
      minPowerKW: 0,
      maxPowerKW: this.#availableKW,
      availablePowerKW: this.#availableKW,
      irradianceWPerM2: (irradianceAtFullWPerM2 * this.#sunKW) / this.#ratedPowerKW,
      faultCode: 0,
    }
  }
}
