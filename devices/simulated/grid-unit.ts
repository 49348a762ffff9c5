import { PowerchainError } from '../../domain/errors.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { Condition } from './condition/condition.ts'
import type { Grid } from './models/grid.ts'
import type { Surroundings, Values } from './models/model.ts'
import type { Random } from './random.ts'
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
}

/** The grid meter: shows what the grid gives or takes. */
export class GridUnit implements SimulatedDevice {
  readonly id: string
  readonly assetId: string
  readonly serial: string
  readonly #grid: Grid
  readonly #random: Random
  readonly #condition: Condition
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
  }

  /** Takes a new reading, after `dtMs`. */
  measure(dtMs: Ms, surroundings: Surroundings): void {
    this.#measuredKW = this.#grid.powerKW + noiseKW * this.#random.normal()
    this.#condition.step(dtMs, this.#ownValues(), surroundings)
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

  #ownValues(): Values {
    return { activePowerKW: this.#measuredKW, ...this.#grid.values() }
  }

  #values(): Values {
    const own = this.#ownValues()
    const values = { ...own, ...this.#condition.values(own) }
    return this.#forcedKW === undefined ? values : { ...values, activePowerKW: this.#forcedKW }
  }
}
