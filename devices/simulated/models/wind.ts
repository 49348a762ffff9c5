import type { AssetOf } from '../../../domain/asset.ts'
import { windModel, windRatio } from '../../../domain/models/generation.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { Profile } from '../profiles/profile.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle, toward } from './motion.ts'

const { cutInMPerS, inertiaMs, pitchRatioPerS, ratedMPerS } = windModel

/** A wind park. Its setpoint is a ceiling, reached by pitching the blades. */
export class WindPark implements Model {
  readonly safeKW: KW
  readonly nominalV = 690
  readonly tanPhi = 0
  powerKW: KW = 0
  readonly #ratedPowerKW: KW
  readonly #profile: Profile
  #offeredKW: KW | undefined
  #availableKW: KW = 0
  #ceilingKW: KW
  #windMPerS = 0
  #isFirst = true

  constructor(asset: AssetOf<'wind'>, profile: Profile) {
    this.safeKW = asset.ratedPowerKW
    this.#ratedPowerKW = asset.ratedPowerKW
    this.#ceilingKW = asset.ratedPowerKW
    this.#profile = profile
  }

  step(dtMs: Ms, setpointKW: KW, { at }: Surroundings): void {
    const offeredKW = clamp(this.#offeredKW ?? this.#fromProfile(at), 0, this.#ratedPowerKW)
    // a park that is switched on with the simulation has been turning before
    this.#availableKW = this.#isFirst ? offeredKW : settle(this.#availableKW, offeredKW, dtMs, inertiaMs)
    this.#isFirst = false
    const ceilingKW = clamp(setpointKW, 0, this.#ratedPowerKW)
    this.#ceilingKW = toward(this.#ceilingKW, ceilingKW, (pitchRatioPerS * this.#ratedPowerKW * dtMs) / 1_000)
    this.powerKW = Math.min(this.#availableKW, this.#ceilingKW)
  }

  offer(powerKW: KW | undefined): void {
    this.#offeredKW = powerKW
  }

  state(): number {
    if (this.#availableKW < 0.001 * this.#ratedPowerKW) return state.standby
    return this.powerKW < 0.99 * this.#availableKW - 1 ? state.throttled : state.running
  }

  values(): Values {
    return {
      minPowerKW: 0,
      maxPowerKW: this.#availableKW,
      availablePowerKW: this.#availableKW,
      windSpeedMPerS: this.#windMPerS,
      faultCode: 0,
    }
  }

  #fromProfile(at: number): KW {
    const { quantity } = this.#profile
    const value = this.#profile.valueAt(at)
    if (quantity === 'speedMPerS') {
      this.#windMPerS = value
      return this.#ratedPowerKW * windRatio(value)
    }
    const powerKW = quantity === 'powerKW' ? value : value * this.#ratedPowerKW
    this.#windMPerS = windOf(powerKW / this.#ratedPowerKW)
    return powerKW
  }
}

/** The wind that would give a ratio of the rating. */
function windOf(ratio: number): number {
  return Math.cbrt(clamp(ratio, 0, 1) * (ratedMPerS ** 3 - cutInMPerS ** 3) + cutInMPerS ** 3)
}
