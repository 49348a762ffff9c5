import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import type { PointName } from '../../domain/points.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { SunSpecDefinition } from '../sunspec/definition.ts'
import { setpointRange } from '../points/setpoint-range.ts'
import { readIdentity } from '../sunspec/common.ts'
import { decodeBlock } from '../sunspec/decode-block.ts'
import { discover, type FoundModel, type SunSpecMap } from '../sunspec/discover.ts'
import { loadModels, type SunSpecModels } from '../sunspec/load-models.ts'
import { encodeField } from '../sunspec/encode-field.ts'
import { fieldSize } from '../sunspec/model.ts'
import { planDefinition, type SunSpecBlock } from '../sunspec/plan.ts'
import { findSetpoint, type SetpointControl } from '../sunspec/setpoint.ts'
import { securityOf } from '../transports/modbus/address.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { tlsNote } from '../transports/tls/certificate-files.ts'
import type { ModbusOptions } from './modbus.ts'
import { type PollItem, startPolling } from './poll-loop.ts'
import { checkReadBack, checkSwitched } from './read-back.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'

/** Parts of a SunSpec session: those of a Modbus session, with a definition of its own. */
export type SunSpecOptions = Omit<ModbusOptions, 'definition'> & { definition: SunSpecDefinition }

interface SessionParts extends Pick<ModbusOptions, 'address' | 'tls' | 'folder'> {
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

/** Registers are written with function 16 alone, as the standard's own client does: what certified devices are tried with. */
const isMultiple = true

/** Fields with the controller's heartbeat, by model. */
const heartbeats = { 715: 'ControllerHb', 802: 'CtrlHb' } as const
/** Model of the device's own response to the frequency, and the field that arms it. */
const droop = { model: 711, field: 'Ena' } as const
/** Kinds of assets that take power in as well as giving it. */
const storing: ReadonlySet<string> = new Set(['battery', 'flywheel', 'hydrogen'])

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
  readonly note: string | undefined
  readonly #parts: SessionParts
  readonly #control: SetpointControl | undefined
  #stopPolling: (() => void) | undefined
  #faults = 0
  #beats = 0

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.note = tlsNote(parts)
    const { definition, known, map } = parts
    if (definition.setpoint)
      this.#control = findSetpoint({
        found: map.models,
        known,
        stores: storing.has(definition.kind),
        frame: definition.setpoint.frame,
      })
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
    const { setpointKW, ...points } = definition.points
    const hasControl = this.#control !== undefined && setpointKW !== undefined
    const { blocks, missing } = planDefinition(hasControl ? { ...definition, points } : definition, map.models, known)
    const items = blocks.map((block): PollItem => ({ periodMs: periods[block.poll], read: () => this.#read(block) }))
    if (hasControl) items.push({ periodMs: periods[setpointKW.poll], read: () => this.#readSetpoint() })
    this.#stopPolling = startPolling({ items, clock })
    const none: Reading = { value: null, at: clock.now(), quality: 'bad' }
    if (missing.length > 0) events.readings(Object.fromEntries(missing.map((name) => [name, none])))
    const remarks = [...map.remarks, ...(missing.length > 0 ? [`points missing: ${missing.join(', ')}`] : [])]
    if (remarks.length > 0) events.remark(remarks.join('; '))
  }

  /**
   * What makes the power hold is written last, and all that lies side by side in one request, so that nothing holds
   * without the rest. Where the definition names a watchdog, the device is told to follow the power no longer than that.
   */
  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, line, events, clock } = this.#parts
    const control = this.#writable(powerKW)
    const read = (start: number, length: number) => this.#ask(start, length, 'write')
    const { writes, scaling } = await control.encode(powerKW, { read, revertMs: definition.watchdog?.timeoutMs })
    for (const { start, values } of writes) await line.ask({ kind: 'write', start, values, isMultiple })
    const back = await control.current(read)
    events.readings({ setpointKW: { value: back, quality: back === null ? 'bad' : 'good', at: clock.now() } })
    checkReadBack({ powerKW, back, written: scaling, readBack: scaling })
  }

  async beat(): Promise<void> {
    const { definition, known, line } = this.#parts
    if (!definition.heartbeat) throw new PowerchainError('Device.NotWritable', 'no heartbeat in the definition')
    const { model } = definition.heartbeat
    const name = heartbeats[model]
    const field = known.get(model)?.fields[name]
    const { start, length } = this.#model(model)
    if (!field || field.at + fieldSize(field) > 2 + length)
      throw new PowerchainError('Device.NotWritable', `its SunSpec model ${model} is too short for ${name}`)
    this.#beats = (this.#beats % 0x7fff) + 1
    await line.ask({
      kind: 'write',
      start: start + field.at,
      values: encodeField(name, field, this.#beats),
      isMultiple,
    })
  }

  /** Arms the device's own frequency droop, the one output that a SunSpec device has, and reads it back. */
  async writeOutput(name: PointName, isOn: boolean): Promise<void> {
    const { definition, known, line, events, clock } = this.#parts
    if (name !== 'responseArmed' || !definition.points[name]) throw refused(`no output ${name} in the definition`)
    const field = known.get(droop.model)?.fields[droop.field]
    if (!field) throw refused(`model ${droop.model} is not known`)
    const start = this.#model(droop.model).start + field.at
    await line.ask({ kind: 'write', start, values: encodeField(droop.field, field, isOn ? 1 : 0), isMultiple })
    const back = (await this.#ask(start, 1, 'write')).readUInt16BE(0)
    events.readings({ [name]: { value: back, quality: 'good', at: clock.now() } })
    checkSwitched(name, isOn, back)
  }

  close(): Promise<void> {
    this.#stopPolling?.()
    this.#parts.line.close()
    return Promise.resolve()
  }

  #ask(start: number, length: number, priority?: 'write' | 'read'): Promise<Buffer> {
    return this.#parts.line.ask({ kind: 'read', table: 'holding', start, length }, priority)
  }

  /** The way to write a power. @throws PowerchainError `Device.NotWritable` when it may not be written */
  #writable(powerKW: KW): SetpointControl {
    const { definition } = this.#parts
    if (!definition.setpoint) throw refused('no setpoint in the definition')
    const range = setpointRange(definition)
    if (!range) throw refused('the definition names no range for its setpoint')
    if (!(powerKW >= range.minKW && powerKW <= range.maxKW))
      throw refused(`${powerKW} kW is outside ${range.minKW} to ${range.maxKW} kW`)
    if (!this.#control) throw refused('it has no SunSpec model that takes a power (704, 124 for storage, 123)')
    return this.#control
  }

  async #readSetpoint(): Promise<Ms> {
    const name: PointName = 'setpointKW'
    try {
      const value = (await this.#control?.current((start, length) => this.#ask(start, length))) ?? null
      this.#deliver([[name, { value, quality: value === null ? 'bad' : 'good' }]])
      return 0
    } catch (error) {
      const isUnknown = error instanceof PowerchainError && 'unknown' in error.details
      if (!isUnknown) return this.#failed([name], error)
      this.#deliver([[name, { value: null, quality: 'bad' }]])
      return 0
    }
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
      return this.#failed(
        block.fields.map(({ name }) => name),
        error,
      )
    }
  }

  #failed(names: readonly string[], error: unknown): Ms {
    const { events } = this.#parts
    if (!(error instanceof PowerchainError)) {
      events.lost(String(error))
      return 0
    }
    if (error.code === 'Device.Timeout') return 0
    if (error.code === 'Device.Busy') return busyHoldMs
    if ('exception' in error.details && error.code !== 'Device.Unreachable') {
      this.#deliver(names.map((name) => [name, { value: null, quality: 'bad' }]))
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

function refused(reason: string): PowerchainError {
  return new PowerchainError('Device.NotWritable', reason)
}

/** Our points are numbers; a text among them is no value. */
function asNumber(value: number | string | null): number | null {
  return typeof value === 'number' ? value : null
}
