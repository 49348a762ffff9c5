import type { AssetOf } from '../../../domain/asset.ts'
import { valueAt } from '../../../domain/models/curve.ts'
import { gensetModel } from '../../../domain/models/generation.ts'
import { clamp, energyKWh, type KW, type Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle, toward } from './motion.ts'

const { idleLitresPerHourAndKW, litresPerKWh, rampMs, startMs } = gensetModel
/** The tank lasts this long at rated power. */
const tankHours = 12

/** A backup generator: starts in ten seconds, runs between its lowest and its rated power, or stands. */
export class Genset implements Model {
  readonly safeKW = 0
  readonly nominalV = 400
  readonly tanPhi = 0.2
  powerKW: KW = 0
  readonly #asset: AssetOf<'genset'>
  readonly #tankLitres: number
  #fuelLitres: number
  #startingMs = 0
  #isOn = false
  #isWanted = false
  #temperatureDegC = 40
  #runHoursH: number
  #startCount: number

  constructor(asset: AssetOf<'genset'>, random: Random) {
    this.#asset = asset
    this.#tankLitres = asset.ratedPowerKW * tankHours * valueAt(litresPerKWh, 1)
    this.#fuelLitres = 0.86 * this.#tankLitres
    this.#runHoursH = Math.round(150 + random.next() * 500)
    this.#startCount = Math.round(60 + random.next() * 200)
  }

  step(dtMs: Ms, setpointKW: KW, { ambientDegC }: Surroundings): void {
    const { minPowerKW, ratedPowerKW } = this.#asset
    this.#isWanted = setpointKW > 0 && setpointKW >= minPowerKW - 0.5 && this.#fuelLitres > 0
    this.#turn(dtMs)
    const target = this.#isOn && this.#isWanted ? clamp(setpointKW, minPowerKW, ratedPowerKW) : 0
    this.powerKW = this.#isOn ? toward(this.powerKW, target, (ratedPowerKW * dtMs) / rampMs) : 0
    if (this.#isOn) this.#burn(dtMs)
    // a standing engine is kept warm
    this.#temperatureDegC = settle(this.#temperatureDegC, this.#isOn ? 84 : Math.max(40, ambientDegC), dtMs, 180_000)
  }

  state(): number {
    if (this.#startingMs > 0) return state.starting
    if (!this.#isOn) return this.#fuelLitres > 0 ? state.standby : state.fault
    return this.#isWanted ? state.running : state.stopping
  }

  values(): Values {
    const { ratedPowerKW } = this.#asset
    return {
      minPowerKW: 0,
      maxPowerKW: this.#fuelLitres > 0 ? ratedPowerKW : 0,
      faultCode: this.#fuelLitres > 0 ? 0 : 201,
      fuelPct: (100 * this.#fuelLitres) / this.#tankLitres,
      temperatureDegC: this.#temperatureDegC,
      runHoursH: this.#runHoursH,
      startCount: this.#startCount,
    }
  }

  #turn(dtMs: Ms): void {
    if (!this.#isWanted) {
      this.#startingMs = 0
      if (this.powerKW === 0) this.#isOn = false
      return
    }
    if (this.#isOn) return
    if (this.#startingMs === 0) this.#startCount += 1
    this.#startingMs += dtMs
    if (this.#startingMs < startMs) return
    this.#isOn = true
    this.#startingMs = 0
  }

  #burn(dtMs: Ms): void {
    const { ratedPowerKW } = this.#asset
    const idleLitres = (idleLitresPerHourAndKW * ratedPowerKW * dtMs) / 3_600_000
    const workLitres = valueAt(litresPerKWh, this.powerKW / ratedPowerKW) * energyKWh(this.powerKW, dtMs)
    this.#fuelLitres = Math.max(0, this.#fuelLitres - Math.max(idleLitres, workLitres))
    this.#runHoursH += dtMs / 3_600_000
  }
}
