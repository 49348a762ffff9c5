import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { ModbusDefinition, ModbusPoint } from '../definition.ts'
import type { TcpAddress } from '../endpoint.ts'
import { type Block, planBlocks } from '../points/blocks.ts'
import { decodePoint } from '../points/decode.ts'
import { encodePoint } from '../points/encode.ts'
import { registerCount } from '../points/registers.ts'
import { connectTcp } from '../transports/modbus-tcp/connect.ts'
import { ModbusLine } from '../transports/modbus-tcp/line.ts'
import { checkReadBack } from './read-back.ts'
import { type PollItem, startPolling } from './poll-loop.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'

/** Parts of a Modbus session. */
export interface ModbusOptions {
  definition: ModbusDefinition
  address: TcpAddress
  unit: number
  periods: Record<ModbusPoint['poll'], Ms>
  clock: Clock
}

/** A refused block is asked again after so long: firmware and rights change, but not by the second. */
const refusedHoldMs: Ms = 60_000
const busyHoldMs: Ms = 1_000
/** Answers in a row that do not fit, or that a gateway gives in place of the device, before the link counts as lost. */
const toleratedFaults = 3

/** Connects to a Modbus/TCP device. */
export function openModbus(options: ModbusOptions): OpenSession {
  return async (events, signal) => {
    const socket = await connectTcp({ ...options, signal })
    return new ModbusSession({ ...options, events, line: new ModbusLine({ ...options, socket, events }) })
  }
}

class ModbusSession implements Session {
  readonly #options: ModbusOptions & { events: SessionEvents; line: ModbusLine }
  #stopPolling: (() => void) | undefined
  #faults = 0
  #beats = 0

  constructor(options: ModbusOptions & { events: SessionEvents; line: ModbusLine }) {
    this.#options = options
  }

  async readSerial(): Promise<string | undefined> {
    const { definition, line } = this.#options
    if (!definition.identity) return undefined
    const { table, register: start, length } = definition.identity
    const registers = await line.ask({ kind: 'read', table, start, length })
    const text = registers.toString('latin1')
    return text.split('\0', 1)[0]?.trim()
  }

  startReading(): void {
    const { definition, periods, clock } = this.#options
    const items = planBlocks(definition).map((block): PollItem => ({
      periodMs: periods[block.poll],
      read: () => this.#read(block),
    }))
    this.#stopPolling = startPolling({ items, clock })
  }

  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, line, events, clock } = this.#options
    const { setpoint, points } = definition
    if (!setpoint || !points.setpointKW)
      throw new PowerchainError('Device.NotWritable', 'no setpoint in the definition')
    await line.ask({ kind: 'write', start: setpoint.register, values: encodePoint(setpoint, powerKW) })
    const { table, register: start, type } = points.setpointKW
    const registers = await line.ask({ kind: 'read', table, start, length: registerCount[type] }, 'write')
    const back: Reading = { ...decodePoint(points.setpointKW, registers, start), at: clock.now() }
    events.readings({ setpointKW: back })
    checkReadBack({ powerKW, back: back.value, written: setpoint, readBack: points.setpointKW })
  }

  async beat(): Promise<void> {
    const { definition, line } = this.#options
    if (!definition.heartbeat) throw new PowerchainError('Device.NotWritable', 'no heartbeat in the definition')
    this.#beats = (this.#beats % 0xffff) + 1
    const values = Buffer.alloc(2)
    values.writeUInt16BE(this.#beats)
    await line.ask({ kind: 'write', start: definition.heartbeat.register, values })
  }

  close(): Promise<void> {
    this.#stopPolling?.()
    this.#options.line.close()
    return Promise.resolve()
  }

  async #read(block: Block): Promise<Ms> {
    const { table, start, length } = block
    try {
      const registers = await this.#options.line.ask({ kind: 'read', table, start, length })
      this.#faults = 0
      this.#deliver(block, (point) => decodePoint(point, registers, start))
      return 0
    } catch (error) {
      return this.#failed(block, error)
    }
  }

  #failed(block: Block, error: unknown): Ms {
    if (!(error instanceof PowerchainError)) {
      this.#options.events.lost(String(error))
      return 0
    }
    const { code, details, message } = error
    if (code === 'Device.Timeout') return 0
    if (code === 'Device.Busy') return busyHoldMs
    const isFromDevice = 'exception' in details && code !== 'Device.Unreachable'
    if (isFromDevice) {
      this.#deliver(block, () => ({ value: null, quality: 'bad' }))
      return code === 'Device.Illegal' ? refusedHoldMs : busyHoldMs
    }
    this.#faults += 1
    if (this.#faults >= toleratedFaults) this.#options.events.lost(message)
    return 0
  }

  #deliver(block: Block, value: (point: ModbusPoint) => Omit<Reading, 'at'>): void {
    const at = this.#options.clock.now()
    const readings = block.points.map(({ name, point }) => [name, { ...value(point), at }] as const)
    this.#options.events.readings(Object.fromEntries(readings))
  }
}
