import { isControllable, ratedRange, type Asset } from '../../domain/asset.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { energyKWh, type KW, type KWh, type Ms } from '../../domain/units.ts'
import type { Condition } from './condition/condition.ts'
import type { Grid } from './models/grid.ts'
import { state, type Model, type Surroundings, type Values } from './models/model.ts'
import type { Random } from './random.ts'
import type { Wear } from './wear/effects.ts'
import { faultPowerKW, faultValues } from './fault-effects.ts'
import type { Counted, DeviceFault, SimulatedDevice } from './simulated-device.ts'

/** What a metered unit is built from. */
export interface MeteredUnitParts {
  deviceId: string
  serial: string
  asset: Asset
  model: Model
  condition: Condition
  wear: Wear
  random: Random
  /** Silence after which it falls to its safe state; absent = it never does. */
  watchdogMs: Ms | undefined
  onWrite: (powerKW: KW) => void
}

/** Reading noise of an ordinary meter, as a ratio of the rating. */
const noiseRatio = 0.0004

/** An asset with its meter, its setpoint register and its watchdog. */
export class MeteredUnit implements SimulatedDevice {
  readonly id: string
  readonly assetId: string
  readonly serial: string
  readonly #parts: MeteredUnitParts
  readonly #range: { minKW: KW; maxKW: KW }
  /** What reads back, and what is followed; they differ while it ignores writes. */
  #shownKW: KW
  #followedKW: KW
  #silentMs: Ms = 0
  #isFailSafe = false
  #heartbeat = 0
  #forcedKW: KW | undefined
  #fault: DeviceFault | undefined
  #stuckAt: Values = {}
  #measuredKW: KW = 0
  #voltageRatio = 1
  #injectedKWh: KWh
  #absorbedKWh: KWh
  /** What the counters show beyond the true energy, because the meter drifts. */
  #overcounted: Counted = { injectedKWh: 0, absorbedKWh: 0 }
  /** What the counters had reached when the device began again. */
  #countedBefore: Counted = { injectedKWh: 0, absorbedKWh: 0 }
  #isDark = false

  constructor(parts: MeteredUnitParts) {
    this.#parts = parts
    this.id = parts.deviceId
    this.assetId = parts.asset.id
    this.serial = parts.serial
    this.#range = ratedRange(parts.asset)
    this.#shownKW = parts.model.safeKW
    this.#followedKW = parts.model.safeKW
    this.#injectedKWh = this.#range.maxKW > 0 ? Math.round(this.#range.maxKW * (500 + 900 * parts.random.next())) : 0
    this.#absorbedKWh = this.#range.minKW < 0 ? Math.round(-this.#range.minKW * (500 + 900 * parts.random.next())) : 0
  }

  get isAnswering(): boolean {
    return this.#fault !== 'silent'
  }

  /** True power into the bus, without the noise of the meter. */
  get powerKW(): KW {
    const { model } = this.#parts
    const heldKW = this.#heldKW()
    if (heldKW !== undefined) return heldKW
    return model.offer || this.#forcedKW === undefined ? model.powerKW : this.#forcedKW
  }

  /** What went into and out of the bus, the true energy that no restart takes back. */
  get counted(): Counted {
    return { injectedKWh: this.#injectedKWh, absorbedKWh: this.#absorbedKWh }
  }

  /** Reactive power into the bus, kvar. */
  get reactiveKvar(): number {
    return this.powerKW * this.#parts.model.tanPhi
  }

  step(dtMs: Ms, surroundings: Surroundings, grid: Grid): void {
    const { model, random, watchdogMs, condition, wear } = this.#parts
    this.#silentMs += dtMs
    if (watchdogMs !== undefined && this.#silentMs > watchdogMs && !this.#isFailSafe) this.#failSafe()
    const heldKW = this.#heldKW()
    // what comes back begins where it was held, not where it was before
    if (heldKW !== undefined) model.powerKW = heldKW
    else if (model.offer || this.#forcedKW === undefined) model.step(dtMs, this.#followedKW, surroundings)
    const moved = energyKWh(this.powerKW, dtMs)
    this.#injectedKWh += Math.max(0, moved)
    this.#absorbedKWh += Math.max(0, -moved)
    const { meterRatio, counterRatio } = wear.all
    this.#overcounted.injectedKWh += Math.max(0, moved) * (meterRatio + counterRatio)
    this.#overcounted.absorbedKWh += Math.max(0, -moved) * (meterRatio + counterRatio)
    this.#voltageRatio = grid.voltageRatio()
    const noiseKW = noiseRatio * (this.#range.maxKW - this.#range.minKW) * random.normal()
    const readKW = Math.abs(this.powerKW) < 0.5 ? this.powerKW : this.powerKW + noiseKW
    this.#measuredKW = readKW * (1 + meterRatio)
    condition.step(dtMs, this.#ownValues(), surroundings)
  }

  points(): Values {
    return this.#fault === 'stuck' ? this.#stuckAt : this.#values()
  }

  writeSetpoint(powerKW: KW): void {
    const { asset, onWrite } = this.#parts
    if (!isControllable(asset.kind)) throw new PowerchainError('Device.NotWritable', `${this.id} takes no setpoint`)
    const { minKW, maxKW } = this.#range
    const tolerance = 0.005 * (maxKW - minKW)
    if (!(powerKW >= minKW - tolerance && powerKW <= maxKW + tolerance))
      throw new PowerchainError('Device.Illegal', `${this.id} takes ${minKW} to ${maxKW} kW, not ${powerKW} kW`)
    this.#silentMs = 0
    this.#isFailSafe = false
    this.#shownKW = powerKW
    if (this.#fault !== 'ignoreWrites') this.#followedKW = powerKW
    onWrite(powerKW)
  }

  beat(count: number): void {
    this.#silentMs = 0
    this.#heartbeat = count
  }

  /** See {@link DeviceFault}; `undefined` heals it. */
  fail(fault: DeviceFault | undefined): void {
    if (fault === 'stuck') this.#stuckAt = this.#values()
    if (this.#fault === 'ignoreWrites') this.#followedKW = this.#shownKW
    this.#fault = fault
  }

  /** Forces the power, or for generation and loads what is on offer. */
  force(powerKW: KW | undefined): void {
    this.#forcedKW = powerKW
    this.#parts.model.offer?.(powerKW)
  }

  /** What is so, whatever the device shows: without lies, with trips. */
  truth(): Values {
    const values = this.#parts.model.values()
    const { asset } = this.#parts
    return this.#fault === 'tripped' || this.#fault === 'idle'
      ? { ...values, ...faultValues(this.#fault, asset, values) }
      : values
  }

  restart(): void {
    this.#countedBefore = this.counted
    this.#overcounted = { injectedKWh: 0, absorbedKWh: 0 }
  }

  /** Cuts the bus off from all supply, or gives it back; the device itself has a battery. */
  darken(isDark: boolean): void {
    this.#isDark = isDark
  }

  #heldKW(): KW | undefined {
    return this.#isDark ? 0 : faultPowerKW(this.#fault, this.#parts.asset)
  }

  #failSafe(): void {
    if (!isControllable(this.#parts.asset.kind)) return
    this.#isFailSafe = true
    this.#shownKW = this.#parts.model.safeKW
    this.#followedKW = this.#shownKW
  }

  /** What the asset truly does, on which its condition hangs. */
  #ownValues(): Values {
    const { model } = this.#parts
    return { activePowerKW: this.powerKW, state: model.state(), ...model.values() }
  }

  #values(): Values {
    const { model, asset, condition } = this.#parts
    const own = this.#ownValues()
    const voltageV = model.nominalV * this.#voltageRatio
    const apparentKVA = this.#measuredKW * Math.hypot(1, model.tanPhi)
    const values: Values = {
      ...own,
      activePowerKW: this.#measuredKW,
      reactivePowerKvar: this.#measuredKW * model.tanPhi,
      voltageV,
      currentA: (Math.abs(apparentKVA) * 1_000) / (Math.sqrt(3) * voltageV),
      injectedKWh: this.#injectedKWh - this.#countedBefore.injectedKWh + this.#overcounted.injectedKWh,
      absorbedKWh: this.#absorbedKWh - this.#countedBefore.absorbedKWh + this.#overcounted.absorbedKWh,
      ...(this.#isFailSafe && own.state !== state.fault && { state: state.failSafe }),
      ...condition.values(own),
      ...(isControllable(asset.kind) && { setpointKW: this.#shownKW, heartbeat: this.#heartbeat }),
    }
    return this.#fault ? { ...values, ...faultValues(this.#fault, asset, values) } : values
  }
}
