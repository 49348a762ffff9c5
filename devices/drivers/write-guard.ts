import { PowerchainError } from '../../domain/errors.ts'
import type { ModbusDefinition, ModbusPoint, OpcUaDefinition } from '../definition.ts'
import { decodePoint } from '../points/decode.ts'
import { readBackTolerance } from '../points/encode.ts'
import { addressOf, type Place } from '../points/place.ts'
import { scaleFactor } from '../points/point-decoder.ts'
import { type Scaling, toOurs } from '../points/scaling.ts'
import { setpointRange } from '../points/setpoint-range.ts'
import { wordsIn } from '../points/words.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { describe, isWrite, type ModbusRequest } from '../transports/modbus/requests.ts'

/** Registers or coils that may be written, as a whole and in one request. */
export interface Writable extends Place {
  /** Registers or coils. */
  length: number
  /** How a value is carried there and which values may pass, in our unit and frame; absent = any value may. */
  value?: { point: ModbusPoint; from: number; to: number }
}

/** All that a definition lets us write: its setpoint within its range, its heartbeat, its outputs. */
export function writablesOf(definition: ModbusDefinition): Writable[] {
  const { setpoint, heartbeat, outputs = {} } = definition
  const range = setpointRange(definition)
  const list: Writable[] = Object.values(outputs).map(({ table, register }) => ({ table, register, length: 1 }))
  if (heartbeat) list.push({ ...heartbeat, length: 1 })
  if (setpoint && range) {
    const { table, register } = setpoint
    const value = {
      point: { ...setpoint, plausible: undefined, absent: undefined },
      from: range.minKW,
      to: range.maxKW,
    }
    list.push({ table, register, length: wordsIn(setpoint), value })
  }
  return list
}

/**
 * The line of a unit that lets only these writes pass. All else throws `Device.NotWritable` with register and range, and
 * nothing of it is sent. A setpoint with a scale of the device's own is judged by the factor that was read last.
 */
export function guardWrites(line: UnitLine, writables: readonly Writable[]): UnitLine {
  const factors = new Map<number, number | undefined>()
  const refusal = (request: ModbusRequest): string | undefined => {
    if (request.kind !== 'write' && request.kind !== 'writeCoils') return 'it is not one of the writes in use'
    const isCoils = request.kind === 'writeCoils'
    const length = isCoils ? request.values.length : request.values.length / 2
    const table = isCoils ? 'coil' : 'holding'
    const one = writables.find((w) => w.table === table && w.register === request.start && w.length === length)
    if (!one) return `the definition lets us write ${listed(writables)}`
    if (!one.value || isCoils) return undefined
    const { point } = one.value
    const factor = point.scaleFrom ? factors.get(point.scaleFrom.register) : 1
    if (factor === undefined) return 'its scale is not known'
    const scaled = { ...point, scaleFrom: undefined, scale: point.scale * factor }
    return outside(decodePoint(scaled, request.values, request.start).value, one.value, scaled)
  }
  return {
    async ask(request, priority) {
      const reason = isWrite(request) ? refusal(request) : undefined
      if (reason !== undefined) throw new PowerchainError('Device.NotWritable', `${describe(request)}: ${reason}`)
      const data = await line.ask(request, priority)
      noteFactors(request, data, writables, factors)
      return data
    },
    close: () => line.close(),
  }
}

/**
 * Why a value, in the device's own unit and sign, may not be written to a node; `undefined` when it may. The heartbeat
 * takes any whole number.
 */
export function nodeRefusal(definition: OpcUaDefinition, node: string, value: number): string | undefined {
  const { setpoint, heartbeat } = definition
  if (node === heartbeat?.node) return Number.isSafeInteger(value) ? undefined : 'a heartbeat is a whole number'
  if (node !== setpoint?.node) return `the definition does not let us write ${node}`
  const range = setpointRange(definition)
  if (!range) return 'the definition names no range for its setpoint'
  const ours = toOurs(value, { ...setpoint, plausible: undefined }).value
  return outside(ours, { from: range.minKW, to: range.maxKW }, setpoint)
}

function outside(value: number | null, { from, to }: { from: number; to: number }, scaling: Scaling) {
  const slack = value === null ? 0 : readBackTolerance(scaling, scaling, value) / 2
  if (value !== null && value >= from - slack && value <= to + slack) return undefined
  return `${value === null ? 'no number' : `${value} kW`} is outside ${from} to ${to} kW`
}

/** Remembers the powers of ten among the registers that were read. */
function noteFactors(
  request: ModbusRequest,
  data: Buffer,
  writables: readonly Writable[],
  factors: Map<number, number | undefined>,
): void {
  if (request.kind !== 'read') return
  for (const { value } of writables) {
    const place = value?.point.scaleFrom
    const at = place?.table === request.table ? (place.register - request.start) * 2 : -1
    if (place && at >= 0 && at < data.length) factors.set(place.register, scaleFactor(data.subarray(at, at + 2)))
  }
}

function listed(writables: readonly Writable[]): string {
  if (writables.length === 0) return 'nothing'
  return `only ${writables.map((w) => `${w.table === 'coil' ? 'coil' : 'register'} ${w.register} (${addressOf(w)})`).join(', ')}`
}
