import { PowerchainError } from '../../domain/errors.ts'
import type { KW } from '../../domain/units.ts'
import type { Grid } from './models/grid.ts'
import type { Values } from './models/model.ts'
import type { Random } from './random.ts'
import type { Counted, DeviceFault, SimulatedDevice } from './simulated-device.ts'

/** Reading noise of the grid meter in kW. */
const noiseKW = 2

/** The grid meter: shows what the grid gives or takes. */
export class GridUnit implements SimulatedDevice {
  readonly id: string
  readonly assetId: string
  readonly serial: string
  readonly #grid: Grid
  readonly #random: Random
  #measuredKW: KW = 0
  #forcedKW: KW | undefined
  #fault: DeviceFault | undefined
  #stuckAt: Values = {}

  constructor(names: { deviceId: string; assetId: string; serial: string }, grid: Grid, random: Random) {
    this.id = names.deviceId
    this.assetId = names.assetId
    this.serial = names.serial
    this.#grid = grid
    this.#random = random
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

  /** Takes a new reading. */
  measure(): void {
    this.#measuredKW = this.#grid.powerKW + noiseKW * this.#random.normal()
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

  #values(): Values {
    return { activePowerKW: this.#forcedKW ?? this.#measuredKW, ...this.#grid.values() }
  }
}
