import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { SunSpecDefinition } from '../definition.ts'
import { toOurs, toTheirs } from '../points/scaling.ts'
import { readIdentity } from '../sunspec/common.ts'
import { decodeBlock } from '../sunspec/decode-block.ts'
import { powerOfTen, rawNumber } from '../sunspec/decode-field.ts'
import { discover, type FoundModel, type SunSpecMap } from '../sunspec/discover.ts'
import { loadModels, type SunSpecModels } from '../sunspec/load-models.ts'
import { planDefinition, type SunSpecBlock } from '../sunspec/plan.ts'
import { type ModbusAddress, securityOf } from '../transports/modbus/address.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import type { ModbusOptions } from './modbus.ts'
import { type PollItem, startPolling } from './poll-loop.ts'
import { checkReadBack } from './read-back.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'

/** Parts of a SunSpec session: those of a Modbus session, with a definition of its own. */
export type SunSpecOptions = Omit<ModbusOptions, 'definition'> & { definition: SunSpecDefinition }

interface SessionParts {
  address: ModbusAddress
  definition: SunSpecDefinition
  periods: Record<SunSpecBlock['poll'], Ms>
  clock: Clock
  events: SessionEvents
  line: UnitLine
  known: SunSpecModels
  map: SunSpecMap
}

/** A refused block is asked again after so long. */
const refusedHoldMs: Ms = 60_000
const busyHoldMs: Ms = 1_000
const toleratedFaults = 3

// offsets from a model's ID register, sunspec/models json/model_704.json, model_715.json, model_802.json
const setpointAt = { model: 704, enable: 22, value: 24, factor: 55 }
const heartbeatAt = { 715: 4, 802: 19 }
const enabled = 1
const inWatts = 1

/** Connects to a Modbus device, finds its SunSpec models, and reads what the definition names from them. */
export function openSunSpec(options: SunSpecOptions): OpenSession {
  return async (events, signal) => {
    const line = await options.lines.attach({ ...options, signal, settings: { ...options.settings, events } })
    try {
      const known = loadModels()
      const read = (start: number, length: number) => line.ask({ kind: 'read', table: 'holding', start, length })
      const map = await discover(read, known)
      return new SunSpecSession({ ...options, events, line, known, map })
    } catch (error) {
      line.close()
      throw error
    }
  }
}

class SunSpecSession implements Session {
  readonly #parts: SessionParts
  #stopPolling: (() => void) | undefined
  #faults = 0
  #beats = 0

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  get security(): string | undefined {
    return securityOf(this.#parts.address)
  }

  async readSerial(): Promise<string | undefined> {
    const { serial } = await readIdentity(this.#parts.map.models, (start, length) => this.#ask(start, length))
    return serial || undefined
  }

  startReading(): void {
    const { definition, periods, clock, known, map, events } = this.#parts
    const { blocks, missing } = planDefinition(definition, map.models, known)
    const items = blocks.map((block): PollItem => ({ periodMs: periods[block.poll], read: () => this.#read(block) }))
    this.#stopPolling = startPolling({ items, clock })
    const none: Reading = { value: null, at: clock.now(), quality: 'bad' }
    if (missing.length > 0) events.readings(Object.fromEntries(missing.map((name) => [name, none])))
    const remarks = [...map.remarks, ...(missing.length > 0 ? [`points missing: ${missing.join(', ')}`] : [])]
    if (remarks.length > 0) events.remark(remarks.join('; '))
  }

  /** Enables, sets the mode to watts and gives the value in one request, so that none of it holds without the rest. */
  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, line, events, clock } = this.#parts
    const { setpoint } = definition
    if (!setpoint) throw new PowerchainError('Device.NotWritable', 'no setpoint in the definition')
    const { start } = this.#model(setpointAt.model)
    const exponent = powerOfTen(await this.#ask(start + setpointAt.factor, 1, 'write'))
    if (exponent === undefined) throw new PowerchainError('Device.BadAnswer', 'scale unknown: no usable WSet_SF')
    const { frame } = setpoint
    const scaling = { scale: 0.001 * 10 ** exponent, offset: 0, ...(frame ? { frame } : {}) }
    const values = setpointRegisters(Math.round(toTheirs(powerKW, scaling)), powerKW)
    await line.ask({ kind: 'write', start: start + setpointAt.enable, values })
    const back = await this.#ask(start + setpointAt.enable, 4, 'write')
    const raw = rawNumber('int32', back.subarray(4))
    const isEnabled = back.readUInt16BE(0) === enabled && back.readUInt16BE(2) === inWatts
    const value = raw === undefined || !isEnabled ? null : toOurs(raw, scaling).value
    events.readings({ setpointKW: { value, quality: value === null ? 'bad' : 'good', at: clock.now() } })
    checkReadBack({ powerKW, back: value, written: scaling, readBack: scaling })
  }

  async beat(): Promise<void> {
    const { heartbeat } = this.#parts.definition
    if (!heartbeat) throw new PowerchainError('Device.NotWritable', 'no heartbeat in the definition')
    this.#beats = (this.#beats % 0x7fff) + 1
    const values = Buffer.alloc(2)
    values.writeUInt16BE(this.#beats)
    const start = this.#model(heartbeat.model).start + heartbeatAt[heartbeat.model]
    await this.#parts.line.ask({ kind: 'write', start, values })
  }

  close(): Promise<void> {
    this.#stopPolling?.()
    this.#parts.line.close()
    return Promise.resolve()
  }

  #ask(start: number, length: number, priority?: 'write' | 'read'): Promise<Buffer> {
    return this.#parts.line.ask({ kind: 'read', table: 'holding', start, length }, priority)
  }

  #model(id: number): FoundModel {
    const model = this.#parts.map.models.find((one) => one.id === id)
    if (!model) throw new PowerchainError('Device.NotWritable', `it has no SunSpec model ${id}`)
    return model
  }

  async #read(block: SunSpecBlock): Promise<Ms> {
    try {
      const registers = await this.#ask(block.model.start + block.from, block.length)
      const values = decodeBlock(block, registers)
      this.#faults = 0
      this.#deliver(values.map(([name, { value, quality }]) => [name, { value: asNumber(value), quality }]))
      return 0
    } catch (error) {
      return this.#failed(block, error)
    }
  }

  #failed(block: SunSpecBlock, error: unknown): Ms {
    const { events } = this.#parts
    if (!(error instanceof PowerchainError)) {
      events.lost(String(error))
      return 0
    }
    if (error.code === 'Device.Timeout') return 0
    if (error.code === 'Device.Busy') return busyHoldMs
    if ('exception' in error.details && error.code !== 'Device.Unreachable') {
      this.#deliver(block.fields.map(({ name }) => [name, { value: null, quality: 'bad' }]))
      return error.code === 'Device.Illegal' ? refusedHoldMs : busyHoldMs
    }
    this.#faults += 1
    if (this.#faults >= toleratedFaults || 'model' in error.details) events.lost(error.message)
    return 0
  }

  #deliver(values: readonly (readonly [string, Omit<Reading, 'at'>])[]): void {
    const at = this.#parts.clock.now()
    this.#parts.events.readings(Object.fromEntries(values.map(([name, reading]) => [name, { ...reading, at }])))
  }
}

/** Our points are numbers; a text among them is no value. */
function asNumber(value: number | string | null): number | null {
  return typeof value === 'number' ? value : null
}

function setpointRegisters(raw: number, powerKW: KW): Buffer {
  if (!Number.isFinite(raw) || Math.abs(raw) > 0x7fff_ffff)
    throw new PowerchainError('Device.Illegal', `${powerKW} kW does not fit WSet (int32)`)
  const values = Buffer.alloc(8)
  values.writeUInt16BE(enabled, 0)
  values.writeUInt16BE(inWatts, 2)
  values.writeInt32BE(raw + 0, 4)
  return values
}
