import { type AssetOf } from '../../../domain/asset.ts'
import { valueAt } from '../../../domain/models/curve.ts'
import { deratingOverMargin, efficiencyJPerTH } from '../../../domain/models/mining.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'
import type { Wear } from '../wear/effects.ts'
import { airflowRatio } from './container-air.ts'
import { type Model, state, type Surroundings, type Values } from './model.ts'
import { settle, toward } from './motion.ts'

const miners = 400
/** Sleeping miners, controls and emergency ventilation: some 10 W per miner and the rest. */
const asleepKW = 6
const minerFailsEveryMs = 6 * 3_600_000
/** A miner that restarts does not hash for so long. */
const restartMs = 600_000
/** Part of what the air is short of that the fans make up for by turning faster. */
const fanAnswer = 0.6

/** Faults the container reports in `faultCode`. */
const fault = { none: 0, tooHot: 101, tooCold: 102 } as const

/**
 * A mining container: draws what it is told within minutes upwards and seconds downwards, sleeps below its lowest
 * draw, takes power back when it gets hot and trips outside its ambient limits.
 */
export class Container implements Model {
  readonly safeKW: KW
  readonly nominalV = 400
  readonly tanPhi = 0.12
  powerKW: KW
  readonly #asset: AssetOf<'container'>
  readonly #random: Random
  readonly #wear: Wear
  #wantedKW: KW = 0
  #faultCode: number = fault.none
  #faulty: number
  /** Shares found per second vary a little; drawn while stepping, so that reading changes nothing. */
  #luck = 1
  #fanPct = 40
  #inletDegC = 20
  #outletDegC = 30
  #runHoursH: number
  #startCount: number

  constructor(asset: AssetOf<'container'>, random: Random, wear: Wear) {
    this.#asset = asset
    this.#wear = wear
    this.#random = random
    this.safeKW = -asset.minPowerKW
    this.powerKW = -asset.minPowerKW
    this.#faulty = Math.floor(random.next() * 6)
    this.#runHoursH = Math.round(2_000 + random.next() * 9_000)
    this.#startCount = Math.round(40 + random.next() * 300)
  }

  step(dtMs: Ms, setpointKW: KW, { ambientDegC }: Surroundings): void {
    this.#protect(ambientDegC)
    this.#wantedKW = -setpointKW
    const { rampUpKWPerS, rampDownKWPerS } = this.#asset
    const before = -this.powerKW
    const target = this.#targetKW(ambientDegC)
    const draw = toward(before, target, ((target > before ? rampUpKWPerS : rampDownKWPerS) * dtMs) / 1_000)
    if (before <= asleepKW && draw > asleepKW) this.#startCount += 1
    if (draw > asleepKW) this.#runHoursH += dtMs / 3_600_000
    this.powerKW = -draw
    this.#cool(dtMs, ambientDegC)
    this.#luck = 0.998 + 0.004 * this.#random.next()
    if (this.#random.next() < dtMs / minerFailsEveryMs) this.#faulty = this.#faulty >= 12 ? 1 : this.#faulty + 1
  }

  state(): number {
    const draw = -this.powerKW
    if (this.#faultCode !== fault.none) return state.fault
    if (draw <= asleepKW) return state.asleep
    if (draw < this.#asset.minPowerKW - 0.5) return this.#isAwake() ? state.starting : state.stopping
    return draw < 0.97 * this.#highestKW(this.#inletDegC) ? state.throttled : state.running
  }

  values(): Values {
    const { boardsRatio, efficiencyRatio } = this.#wear.all
    const hashingRatio = this.#hashingRatio()
    const hashing = Math.round((miners - this.#faulty) * this.#awakeRatio() * hashingRatio)
    const payloadKW = this.#payloadKW()
    const { container, ratedPowerKW } = this.#asset
    // the boards that are left share the power: each works harder and less efficiently
    const jPerTH = efficiencyJPerTH(container, ratedPowerKW, payloadKW / (1 - boardsRatio)) * (1 + efficiencyRatio)
    return {
      minPowerKW: this.#faultCode === fault.none ? -this.#highestKW(this.#inletDegC) : 0,
      maxPowerKW: 0,
      faultCode: this.#faultCode,
      hashrateTHs: ((payloadKW * 1_000 * this.#luck) / jPerTH) * hashingRatio,
      efficiencyJPerTH: jPerTH,
      ambientDegC: this.#inletDegC,
      inletDegC: this.#inletDegC + 1.5,
      outletDegC: this.#outletDegC,
      fanPct: this.#fanPct,
      minersHashing: hashing,
      minersAsleep: miners - this.#faulty - hashing,
      minersFaulty: this.#faulty,
      runHoursH: this.#runHoursH,
      startCount: this.#startCount,
    }
  }

  #isAwake(): boolean {
    return this.#wantedKW >= this.#asset.minPowerKW - 0.5
  }

  #targetKW(ambientDegC: number): KW {
    if (this.#faultCode !== fault.none || !this.#isAwake()) return asleepKW
    return clamp(this.#wantedKW, this.#asset.minPowerKW, this.#highestKW(ambientDegC))
  }

  #highestKW(ambientDegC: number): KW {
    const { ratedPowerKW, minPowerKW, maxAmbientDegC } = this.#asset
    const derated = valueAt(deratingOverMargin, maxAmbientDegC - ambientDegC)
    return Math.max(minPowerKW, ratedPowerKW * derated * (1 - this.#faulty / miners - this.#wear.all.boardsRatio))
  }

  /** Trips outside the ambient limits and comes back two degrees inside of them. */
  #protect(ambientDegC: number): void {
    const { minAmbientDegC, maxAmbientDegC } = this.#asset
    if (ambientDegC > maxAmbientDegC) this.#faultCode = fault.tooHot
    else if (ambientDegC < minAmbientDegC) this.#faultCode = fault.tooCold
    else if (ambientDegC < maxAmbientDegC - 2 && ambientDegC > minAmbientDegC + 2) this.#faultCode = fault.none
  }

  #cool(dtMs: Ms, ambientDegC: number): void {
    const { ratedPowerKW, minPowerKW } = this.#asset
    const isRunning = -this.powerKW >= minPowerKW / 2
    const loadRatio = -this.powerKW / ratedPowerKW
    const air = airflowRatio(100, this.#wear.all)
    const wantedPct = (22 + 38 * loadRatio + 1.6 * (ambientDegC - 15)) / air ** fanAnswer
    const fanPct = isRunning ? clamp(wantedPct, 18, 100) : 10
    this.#fanPct = settle(this.#fanPct, fanPct, dtMs, 15_000)
    this.#inletDegC = settle(this.#inletDegC, ambientDegC, dtMs, 5_000)
    // at full load and 60 % fan the air warms by some 18 K
    const warmingK = (18 * loadRatio * 60) / (this.#fanPct * air)
    this.#outletDegC = settle(this.#outletDegC, this.#inletDegC + 1.5 + warmingK, dtMs, 45_000)
  }

  /** Share of the awake miners that hash: the others are restarting. */
  #hashingRatio(): number {
    return 1 - Math.min(0.9, (this.#wear.all.restartsPerDay * restartMs) / (86_400_000 * miners))
  }

  /** Ratio of awake miners while falling asleep and waking up. */
  #awakeRatio(): number {
    return clamp((-this.powerKW - asleepKW) / (this.#asset.minPowerKW - asleepKW), 0, 1)
  }

  /** What the machines get: the draw less the cooling, which takes 4.5 to 15 % of it (white paper, section 4.4). */
  #payloadKW(): KW {
    const coolingRatio = 0.045 + 0.105 * (this.#fanPct / 100) ** 3
    return Math.max(0, -this.powerKW - asleepKW * (1 - this.#awakeRatio())) / (1 + coolingRatio)
  }
}
