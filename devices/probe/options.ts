import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { PowerchainError } from '../../domain/errors.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { readRange, type ScanRange } from '../onboarding/scan/range.ts'
import { type ModbusAddress, modbusAddress, modbusForms } from '../transports/modbus/address.ts'
import type { TlsFiles } from '../transports/modbus/connect.ts'
import type { OpcUaUser } from '../transports/opc-ua/user.ts'
import { type Exploring, exploringOf, linkUsage, tlsOf, userOf, withBrowsedNode } from './link-options.ts'

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

/** How to call it. */
export const usage = `Usage: npm run probe -- ENDPOINT [options]
  ENDPOINT             modbus-tcp://HOST:PORT/UNIT, modbus-rtu-tcp://HOST:PORT/UNIT, modbus-rtu:///dev/PORT/UNIT?baud=9600
                       (unit 1 when absent), modbus-tls://HOST:PORT/UNIT, or opc.tcp://HOST:PORT/PATH
  --definition FILE|ID what to read: a definition file, or the id of one that comes with the product
  --sunspec            find the SunSpec models of the device and read all of them
  --watch SECONDS      read again and again
  --write POINT=VALUE  write the setpoint (setpointKW=KW, positive into the bus), within the range of the definition
  --serial TEXT        serial number it must have before anything is written
  --scan               ask a range who is there, and nobody else: modbus-tcp://192.168.1.10-20:502/1-5 (hosts 10 to
                       20, units 1 to 5), 192.168.1.0/28 as host, opc.tcp://192.168.1.10-20:4840; the models that fit
  --data DIR           folder with the site's own definitions, certificates and secrets (data/demo)
  --security POLICY    of an OPC UA link; without it the best the server offers
${linkUsage}
  --json               one JSON object a line: point, value, unit, quality, at, and the reason when it is not good;
                       of a scan also endpoint, maker, model, serial, latencyMs and the models that fit
  --raw                also where each value lies, its raw registers and how they are read
  --help               this text
Ends with 0 when it could ask, whatever the answer; 1 when a write was refused or not confirmed; 2 for a wrong call.`

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
  return {
    target,
    definition: values.definition,
    watchMs: values.watch === undefined ? undefined : watchOf(values.watch),
    write: values.write === undefined ? undefined : writeOf(values.write),
    serial: values.serial,
    isSunSpec: values.sunspec ?? false,
    range,
    isJson: values.json ?? false,
    isRaw: values.raw ?? false,
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
  if (units[0] < 1 || units[1] > 247 || units[0] > units[1]) throw wrong('units are 1 to 247, the lower one first')
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
