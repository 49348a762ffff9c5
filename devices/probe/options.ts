import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { PowerchainError } from '../../domain/errors.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { readRange, type ScanRange } from '../onboarding/scan/range.ts'
import { type ModbusAddress, modbusAddress, modbusForms, unitFault } from '../transports/modbus/address.ts'
import type { TlsFiles } from '../transports/modbus/connect.ts'
import type { OpcUaUser } from '../transports/opc-ua/user.ts'
import { type Exploring, exploringOf, tlsOf, userOf, withBrowsedNode } from './link-options.ts'
import { type Pacing, pacingOf, readingOf } from './modbus-options.ts'
import type { RegisterWish } from './sources/registers.ts'

/** What to talk to. */
export type ProbeTarget =
  | { kind: 'modbus'; address: ModbusAddress; units: readonly [first: number, last: number] | undefined }
  | { kind: 'opcUa'; endpoint: string }

/** What the command line asks for. */
export interface ProbeOptions {
  target: ProbeTarget
  /** File or id of a definition. */
  definition: string | undefined
  watchMs: Ms | undefined
  write: { point: string; value: number } | undefined
  serial: string | undefined
  isSunSpec: boolean
  /** Registers to read without a definition. */
  registers: RegisterWish | undefined
  pacing: Pacing
  /** What to look through; `target` is its first place then. */
  range: ScanRange | undefined
  isJson: boolean
  /** Print raw registers too. */
  isRaw: boolean
  dataDir: string
  security: string | undefined
  tls: TlsFiles | undefined
  user: OpcUaUser | undefined
  exploring: Exploring | undefined
}

const shortestWatchS = 0.1
const longestWatchS = 86_400

/**
 * The command line in its parts; `undefined` when help was asked for.
 * @throws PowerchainError `Config.Invalid` with what is wrong
 */
export function readOptions(args: string[], now: EpochMs): ProbeOptions | undefined {
  const { values, positionals } = parsed(withBrowsedNode(args))
  if (values.help) return undefined
  const [endpoint, ...more] = positionals
  if (endpoint === undefined || more.length > 0) throw wrong('name one ENDPOINT')
  const range = values.scan ? rangeOf(endpoint) : undefined
  const target = range ? firstOf(range) : targetOf(endpoint)
  const hasRange = target.kind === 'modbus' && target.units !== undefined && target.units[0] !== target.units[1]
  if (hasRange && !range) throw wrong('a range of units is for --scan')
  if (range && values.write !== undefined) throw wrong('--scan only reads')
  const registers = readingOf(values, endpoint, [values.definition, values.sunspec, values.scan, values.write])
  return {
    target,
    definition: values.definition,
    watchMs: values.watch === undefined ? undefined : watchOf(values.watch),
    write: values.write === undefined ? undefined : writeOf(values.write),
    serial: values.serial,
    isSunSpec: values.sunspec ?? false,
    registers,
    pacing: pacingOf(values),
    range,
    isJson: values.json ?? false,
    isRaw: values.raw ?? registers !== undefined,
    dataDir: values.data ?? 'data/demo',
    security: values.security,
    tls: tlsOf(values, endpoint),
    user: userOf(values, endpoint),
    exploring: exploringOf(values, endpoint, now),
  }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    definition: text,
    read: text,
    as: text,
    timeout: text,
    gap: text,
    watch: text,
    write: text,
    serial: text,
    data: text,
    security: text,
    certificate: text,
    key: text,
    authority: text,
    user: text,
    'password-from': text,
    browse: text,
    history: text,
    from: text,
    to: text,
    call: text,
    of: text,
    argument: { type: 'string', multiple: true },
    sunspec: flag,
    scan: flag,
    json: flag,
    raw: flag,
    help: flag,
  } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function rangeOf(text: string): ScanRange {
  try {
    return readRange(text)
  } catch (error) {
    throw wrong(`--scan ${error instanceof Error ? error.message : String(error)}`)
  }
}

function firstOf(range: ScanRange): ProbeTarget {
  if (range.kind === 'opcUa') return { kind: 'opcUa', endpoint: range.endpoints[0] }
  return { kind: 'modbus', address: range.hosts[0].address, units: range.units }
}

function targetOf(endpoint: string): ProbeTarget {
  if (endpoint.startsWith('opc.tcp://')) return { kind: 'opcUa', endpoint }
  const match = /^([^?]*?)(?:\/(\d+)(?:-(\d+))?)?(\?.*)?$/.exec(endpoint)
  const [, base = '', first, last = first, query = ''] = match ?? []
  // /dev/pts/3 is a port, not unit 3 of /dev/pts
  const isPort = first !== undefined && existsSync(endpoint.replace(/^modbus-rtu:\/\//, ''))
  const address = modbusAddress(isPort ? endpoint : base + query)
  if (!address) throw wrong(`"${endpoint}" is not ${modbusForms}, nor opc.tcp://HOST:PORT/PATH`)
  if (first === undefined || isPort) return { kind: 'modbus', address, units: undefined }
  const units = [Number(first), Number(last)] as const
  const faulty = unitFault(address, ...units)
  if (faulty !== undefined) throw wrong(faulty)
  return { kind: 'modbus', address, units }
}

function watchOf(given: string): Ms {
  const seconds = Number(given)
  if (!(seconds >= shortestWatchS && seconds <= longestWatchS))
    throw wrong(`--watch: ${shortestWatchS} to ${longestWatchS} seconds, not "${given}"`)
  return seconds * 1_000
}

function writeOf(given: string): { point: string; value: number } {
  const match = /^([A-Za-z]\w*)=(-?\d+(?:\.\d+)?)$/.exec(given)
  if (!match) throw wrong(`--write: POINT=VALUE, not "${given}"`)
  return { point: match[1] ?? '', value: Number(match[2]) }
}

function wrong(message: string): PowerchainError {
  return new PowerchainError('Config.Invalid', message)
}
