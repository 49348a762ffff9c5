import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Definitions } from '../../load-definitions.ts'
import { reasonOf } from '../../probe/reading.ts'
import { type ModbusAddress, modbusAddress } from '../../transports/modbus/address.ts'
import type { UnitLine } from '../../transports/modbus/line.ts'
import type { Lines } from '../../transports/modbus/lines.ts'
import type { PlaceAnswer } from './place.ts'
import type { ModbusHost } from './range.ts'
import { recognise } from '../fit/recognise.ts'

/** What it takes to ask the units behind one address. */
export interface AskUnitsOptions {
  host: ModbusHost
  units: readonly [first: number, last: number]
  /** Devices of the site: those behind the same address are asked over the connection they have. */
  devices: readonly DeviceConfig[]
  definitions: Definitions
  lines: Lines
  clock: Clock
  signal: AbortSignal
}

const connectMs: Ms = 1_000
/** Long enough for a slow unit at 9,600 baud, short enough that 30 silent ones cost a quarter of a minute. */
const answerMs: Ms = 500
/** A host that ended so many connections without one answer in between is no Modbus device. */
const mostLosses = 2

/** Asks units one after the other on one connection. A host that does not take one is given up with all its units. */
export async function* askUnits(options: AskUnitsOptions): AsyncGenerator<PlaceAnswer, void, void> {
  const { host, units, signal } = options
  const { endpoint } = host
  let last: Attached | undefined
  let losses = 0
  let givenUp: unknown = conflictWith(options)
  try {
    for (let unit = units[0]; unit <= units[1] && !signal.aborted; unit++) {
      const former = last
      last = undefined
      try {
        if (givenUp !== undefined) throw givenUp
        // the next unit comes before the former leaves: the connection ends with its last unit
        last = await attach(options, unit)
        const answer = await ask(options, last, unit)
        losses = last.isLost() ? 1 : 0
        yield answer
      } catch (error) {
        if (!last) givenUp ??= error
        if (last?.isLost()) losses += 1
        if (losses >= mostLosses) givenUp ??= error
        if (!signal.aborted) yield { type: 'silent', endpoint, unit, reason: reasonOf(error) }
      } finally {
        former?.line.close()
      }
    }
  } finally {
    last?.line.close()
  }
}

interface Attached {
  line: UnitLine
  isLost(): boolean
}

async function attach({ host, devices, lines, clock, signal }: AskUnitsOptions, unit: number): Promise<Attached> {
  const late = new AbortController()
  const stop = clock.after(connectMs, () => late.abort())
  let isLost = false
  const events = { answered: () => {}, unanswered: () => {}, lost: () => void (isLost = true) }
  const settings = { timeoutMs: answerMs, ...usualOf(host.address, devices, unit), unit, events }
  try {
    const connecting = AbortSignal.any([signal, late.signal])
    const line = await lines.attach({ address: host.address, folder: '.', clock, signal: connecting, settings })
    return { line, isLost: () => isLost }
  } catch (error) {
    if (!late.signal.aborted || signal.aborted) throw error
    throw new PowerchainError(
      'Device.Unreachable',
      `${host.endpoint} takes no connection within ${connectMs / 1_000} s`,
    )
  } finally {
    stop()
  }
}

async function ask(options: AskUnitsOptions, { line }: Attached, unit: number): Promise<PlaceAnswer> {
  const { host, devices, definitions, clock, signal } = options
  const device = devicesAt(host.address, devices).find((one) => one.unit === unit)
  const leave = () => line.close()
  signal.addEventListener('abort', leave)
  try {
    const known = device && definitions.get(device.definition)
    const tried = device ? new Map(known ? [[known.id, known]] : []) : definitions
    const found = await recognise({ line, definitions: tried, isInUse: device !== undefined, clock })
    const used = device ? { deviceId: device.id } : {}
    return { type: 'found', endpoint: host.endpoint, unit, ...found, ...used }
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/** A connection is made in one way at a time: the site's devices must not be asked in another. */
function conflictWith({ host, devices }: AskUnitsOptions): PowerchainError | undefined {
  const { address } = host
  const other = devicesAt(address, devices).find((one) => !isSame(address, modbusAddress(one.endpoint)))
  if (!other) return undefined
  return new PowerchainError('Config.Invalid', `the site uses this address as ${other.endpoint} (${other.id})`)
}

/** How the site asks this unit, or failing that, others behind the address. */
function usualOf(address: ModbusAddress, devices: readonly DeviceConfig[], unit: number) {
  const there = devicesAt(address, devices)
  const { timeoutMs, gapMs, transactionsInFlight } = there.find((one) => one.unit === unit)?.modbus ?? {}
  const gap = gapMs ?? there.find(({ modbus }) => modbus?.gapMs !== undefined)?.modbus?.gapMs
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(gap === undefined ? {} : { gapMs: gap }),
    ...(transactionsInFlight === undefined ? {} : { transactionsInFlight }),
  }
}

function devicesAt(address: ModbusAddress, devices: readonly DeviceConfig[]): DeviceConfig[] {
  return devices.filter(({ endpoint }) => {
    const other = modbusAddress(endpoint)
    return other && lineOf(other) === lineOf(address)
  })
}

function lineOf(address: ModbusAddress): string {
  return address.scheme === 'modbus-rtu' ? address.path : `${address.host}:${address.port}`
}

function isSame(a: ModbusAddress, b: ModbusAddress | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b)
}
