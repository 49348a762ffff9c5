import type { Clock } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { ModbusDefinition, ModbusPoint } from '../definition.ts'
import { type Block, planBlocks } from '../points/blocks.ts'
import { decodePoint } from '../points/decode.ts'
import { encodePoint } from '../points/encode.ts'
import { spanOf } from '../points/place.ts'
import { PointDecoder, scaleFactor } from '../points/point-decoder.ts'
import { noValue } from '../points/scaling.ts'
import { textOf } from '../points/text.ts'
import { type ModbusAddress, securityOf } from '../transports/modbus/address.ts'
import type { TlsFiles } from '../transports/modbus/connect.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import type { Lines } from '../transports/modbus/lines.ts'
import type { ReadRequest } from '../transports/modbus/requests.ts'
import type { UnitSettings } from '../transports/modbus/unit.ts'
import { tlsNote } from '../transports/tls/certificate-files.ts'
import { checkReadBack, checkSwitched } from './read-back.ts'
import { type PollItem, startPolling } from './poll-loop.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'
import { guardWrites, writablesOf } from './write-guard.ts'

/** Parts of a Modbus session. */
export interface ModbusOptions {
  definition: ModbusDefinition
  address: ModbusAddress
  /** Unit id and how the unit wants to be asked. */
  settings: Omit<UnitSettings, 'events'>
  tls?: TlsFiles | undefined
  /** Folder that certificate files are relative to. */
  folder: string
  /** Connections that devices behind one address share. */
  lines: Lines
  periods: Record<ModbusPoint['poll'], Ms>
  clock: Clock
}

type SessionOptions = ModbusOptions & { events: SessionEvents; line: UnitLine }

/** A refused block is asked again after so long: firmware and rights change, but not by the second. */
const refusedHoldMs: Ms = 60_000
const busyHoldMs: Ms = 1_000
/** Answers in a row that do not fit, or that a gateway gives in place of the device, before the link counts as lost. */
const toleratedFaults = 3

/** A block as it is polled: what to ask and how to read it, worked out once. */
interface PolledBlock {
  request: ReadRequest
  points: { name: PointName; decoder: PointDecoder }[]
}

/** Connects to a Modbus device. */
export function openModbus(options: ModbusOptions): OpenSession {
  return async (events, signal) => {
    const line = await options.lines.attach({ ...options, signal, settings: { ...options.settings, events } })
    return new ModbusSession({ ...options, events, line: guardWrites(line, writablesOf(options.definition)) })
  }
}

class ModbusSession implements Session {
  readonly note: string | undefined
  readonly #options: SessionOptions
  #stopPolling: (() => void) | undefined
  #faults = 0
  #beats = 0
  #unscaled = new Set<string>()

  constructor(options: SessionOptions) {
    this.#options = options
    this.note = tlsNote(options)
  }

  get security(): string | undefined {
    return securityOf(this.#options.address)
  }

  async readSerial(): Promise<string | undefined> {
    const { definition, line } = this.#options
    if (!definition.identity) return undefined
    const { table, register: start, length } = definition.identity
    return textOf(await line.ask({ kind: 'read', table, start, length }))
  }

  startReading(): void {
    const { definition, periods, clock, settings } = this.#options
    const items = planBlocks(definition).map((block): PollItem => {
      const polled = polledBlock(block)
      return { periodMs: periods[block.poll], read: () => this.#read(polled) }
    })
    this.#stopPolling = startPolling({ items, clock, atOnce: settings.transactionsInFlight ?? 1 })
  }

  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, line, events, clock } = this.#options
    const { setpoint, points } = definition
    if (!setpoint || !points.setpointKW)
      throw new PowerchainError('Device.NotWritable', 'no setpoint in the definition')
    const scaled = await this.#scaled(setpoint)
    const isMultiple = definition.multipleWrites
    await line.ask({ kind: 'write', start: scaled.register, values: encodePoint(scaled, powerKW), isMultiple })
    const { table } = points.setpointKW
    const [start, end] = spanOf(points.setpointKW)
    const registers = await line.ask({ kind: 'read', table, start, length: end - start }, 'write')
    const back: Reading = { ...decodePoint(points.setpointKW, registers, start), at: clock.now() }
    events.readings({ setpointKW: back })
    checkReadBack({ powerKW, back: back.value, written: scaled, readBack: await this.#scaled(points.setpointKW) })
  }

  async beat(): Promise<void> {
    const { definition, line } = this.#options
    if (!definition.heartbeat) throw new PowerchainError('Device.NotWritable', 'no heartbeat in the definition')
    this.#beats = (this.#beats % 0xffff) + 1
    const values = Buffer.alloc(2)
    values.writeUInt16BE(this.#beats)
    const isMultiple = definition.multipleWrites
    await line.ask({ kind: 'write', start: definition.heartbeat.register, values, isMultiple })
  }

  async writeOutput(name: PointName, isOn: boolean): Promise<void> {
    const { definition, line, events, clock } = this.#options
    const output = definition.outputs?.[name]
    const point = definition.points[name]
    if (!output || !point) throw new PowerchainError('Device.NotWritable', `no output ${name} in the definition`)
    const { register: start, on, off } = output
    const values = Buffer.alloc(2)
    values.writeUInt16BE(isOn ? on : off)
    const isMultiple = definition.multipleWrites
    await line.ask(
      output.table === 'coil'
        ? { kind: 'writeCoils', start, values: [isOn], isMultiple }
        : { kind: 'write', start, values, isMultiple },
    )
    const [first, end] = spanOf(point)
    const bytes = await line.ask({ kind: 'read', table: point.table, start: first, length: end - first }, 'write')
    const back: Reading = { ...decodePoint(point, bytes, first), at: clock.now() }
    events.readings({ [name]: back })
    checkSwitched(name, isOn, back.value)
  }

  close(): Promise<void> {
    this.#stopPolling?.()
    this.#options.line.close()
    return Promise.resolve()
  }

  async #read(block: PolledBlock): Promise<Ms> {
    try {
      const registers = await this.#options.line.ask(block.request)
      this.#faults = 0
      this.#deliver(block, registers)
      return 0
    } catch (error) {
      return this.#failed(block, error)
    }
  }

  #failed(block: PolledBlock, error: unknown): Ms {
    if (!(error instanceof PowerchainError)) {
      this.#options.events.lost(String(error))
      return 0
    }
    const { code, details, message } = error
    if ('isDamaged' in details) this.#options.events.damaged()
    if (code === 'Device.Timeout') return 0
    if (code === 'Device.Busy') return busyHoldMs
    const isFromDevice = 'exception' in details && code !== 'Device.Unreachable'
    if (isFromDevice) {
      this.#deliver(block, undefined)
      return code === 'Device.Illegal' ? refusedHoldMs : busyHoldMs
    }
    this.#faults += 1
    if (this.#faults >= toleratedFaults) this.#options.events.lost(message)
    return 0
  }

  /** The point with the scale the device names now. @throws PowerchainError `Device.BadAnswer` when it names none */
  async #scaled(point: ModbusPoint): Promise<ModbusPoint> {
    if (!point.scaleFrom) return point
    const { table, register: start } = point.scaleFrom
    const factor = scaleFactor(await this.#options.line.ask({ kind: 'read', table, start, length: 1 }, 'write'))
    if (factor === undefined) throw new PowerchainError('Device.BadAnswer', `scale unknown (register ${start})`)
    return { ...point, scale: point.scale * factor }
  }

  /** Tells what the registers hold, or that the device gives none. */
  #deliver({ points }: PolledBlock, registers: Buffer | undefined): void {
    const at = this.#options.clock.now()
    const batch: ReadingBatch = {}
    for (const { name, decoder } of points) {
      batch[name] = { ...(registers ? decoder.read(registers) : noValue), at }
      this.#noteScale(name, registers !== undefined && decoder.verdict === 'scaleUnknown')
    }
    this.#options.events.readings(batch)
  }

  #noteScale(name: string, isUnknown: boolean): void {
    if (isUnknown === this.#unscaled.has(name)) return
    if (isUnknown) this.#unscaled.add(name)
    else this.#unscaled.delete(name)
    const names = [...this.#unscaled].join(', ')
    this.#options.events.remark(names && `scale unknown: ${names}`)
  }
}

function polledBlock({ table, start, length, points }: Block): PolledBlock {
  return {
    request: { kind: 'read', table, start, length },
    points: points.map(({ name, point }) => ({ name, decoder: new PointDecoder(point, start) })),
  }
}
