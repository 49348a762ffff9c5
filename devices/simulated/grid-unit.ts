import { PowerchainError } from '../../domain/errors.ts'
import { energyKWh, type KW, type Ms } from '../../domain/units.ts'
import type { Condition } from './condition/condition.ts'
import type { Grid } from './models/grid.ts'
import type { Surroundings, Values } from './models/model.ts'
import type { Random } from './random.ts'
import type { Wear } from './wear/effects.ts'
import type { Counted, DeviceFault, SimulatedDevice } from './simulated-device.ts'

/** Reading noise of the grid meter in kW. */
const noiseKW = 2

/** What the grid meter is built from. */
export interface GridUnitParts {
  deviceId: string
  assetId: string
  serial: string
  grid: Grid
  random: Random
  condition: Condition
  wear: Wear
}

/** The grid meter: shows what the grid gives or takes. */
export class GridUnit implements SimulatedDevice {
  readonly id: string
  readonly assetId: string
  readonly serial: string
  readonly #grid: Grid
  readonly #random: Random
  readonly #condition: Condition
  readonly #wear: Wear
  /** What the counters show beyond the true energy, because the meter drifts. */
  #overcounted: Counted = { injectedKWh: 0, absorbedKWh: 0 }
  #measuredKW: KW = 0
  #forcedKW: KW | undefined
  #fault: DeviceFault | undefined
  #stuckAt: Values = {}

  constructor(parts: GridUnitParts) {
    this.id = parts.deviceId
    this.assetId = parts.assetId
    this.serial = parts.serial
    this.#grid = parts.grid
    this.#random = parts.random
    this.#condition = parts.condition
    this.#wear = parts.wear
  }

  get isAnswering(): boolean {
    return this.#fault !== 'silent'
  }

  /** True energy out of the grid and into it. */
  get counted(): Counted {
    return this.#grid.counted
  }

  restart(): void {
    this.#grid.restartCounters()
    this.#overcounted = { injectedKWh: 0, absorbedKWh: 0 }
  }

  /** Takes a new reading, after `dtMs`. */
  measure(dtMs: Ms, surroundings: Surroundings): void {
    const { meterRatio, counterRatio } = this.#wear.all
    this.#measuredKW = (this.#grid.powerKW + noiseKW * this.#random.normal()) * (1 + meterRatio)
    const beyondKWh = energyKWh(this.#grid.powerKW, dtMs) * (meterRatio + counterRatio)
    this.#overcounted.injectedKWh += Math.max(0, beyondKWh)
    this.#overcounted.absorbedKWh += Math.max(0, -beyondKWh)
    this.#condition.step(dtMs, this.#trueValues(), surroundings)
  }

  points(): Values {
    return this.#fault === 'stuck' ? this.#stuckAt : this.#values()
  }

  writeSetpoint(): void {
    throw new PowerchainError('Device.NotWritable', `${this.id} is a meter and takes no setpoint`)
  }

  beat(): void {
    throw new PowerchainError('Device.NotWritable', `${this.id} is a meter and takes no heartbeat`)
  }

  /** See {@link DeviceFault}; `undefined` heals it. */
  fail(fault: DeviceFault | undefined): void {
    if (fault === 'stuck') this.#stuckAt = this.#values()
    this.#fault = fault
  }

  /** Makes the meter show a power that is not there. */
  force(powerKW: KW | undefined): void {
    this.#forcedKW = powerKW
  }

  /** What the connection truly carries, on which its condition hangs. */
  #trueValues(): Values {
    return { activePowerKW: this.#grid.powerKW, ...this.#grid.values() }
  }

  #values(): Values {
    const own = this.#trueValues()
    return {
      ...own,
      ...this.#condition.values(own),
      activePowerKW: this.#forcedKW ?? this.#measuredKW,
      importedKWh: (own.importedKWh ?? 0) + this.#overcounted.injectedKWh,
      exportedKWh: (own.exportedKWh ?? 0) + this.#overcounted.absorbedKWh,
    }
  }
}
