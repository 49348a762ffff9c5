import { isIPv4 } from 'node:net'
import { PowerchainError } from '../../../domain/errors.ts'
import { type ModbusAddress, modbusAddress, unitFault } from '../../transports/modbus/address.ts'

/** One address at which Modbus units are asked. */
export interface ModbusHost {
  /** As a site file names it. */
  endpoint: string
  address: ModbusAddress
}

/** Modbus units to ask at each of some addresses. */
export interface ModbusRange {
  kind: 'modbus'
  hosts: [ModbusHost, ...ModbusHost[]]
  units: readonly [first: number, last: number]
}

/** OPC UA servers to ask. */
export interface OpcUaRange {
  kind: 'opcUa'
  endpoints: [string, ...string[]]
}

/** What a scan may ask; nothing else. */
export type ScanRange = ModbusRange | OpcUaRange

/** More than a person would wait for; keeps a slip of the pen from asking a whole network. */
const mostPlaces = 1_024
const mostHosts = 256
const example = 'for example modbus-tcp://192.168.1.10-20:502/1-5, modbus-rtu:///dev/ttyUSB0/1-30?baud=9600'
const opcUaExample = 'for example opc.tcp://192.168.1.10-20:4840'

/**
 * A range as a person writes it: `modbus-tcp://192.168.1.10-20:502/1-5`, `modbus-rtu-tcp://HOST:PORT/1-30`,
 * `modbus-rtu:///dev/ttyUSB0/1-30?baud=9600`, `opc.tcp://192.168.1.0/28:4840`. Of an IPv4 address the last part may be
 * a range, or a number of leading bits may follow it (/24 to /32, without network and broadcast address).
 * @throws PowerchainError `Config.Invalid` with what is wrong and an example
 */
export function readRange(text: string): ScanRange {
  const range = text.startsWith('opc.tcp://') ? opcUaRange(text) : modbusRange(text)
  const places = placesIn(range)
  if (places > mostPlaces) throw wrong(`these are ${places} places; at most ${mostPlaces} are asked in one go`)
  return range
}

/** How many places a range has. */
export function placesIn(range: ScanRange): number {
  if (range.kind === 'opcUa') return range.endpoints.length
  const [first, last] = range.units
  return range.hosts.length * (last - first + 1)
}

function opcUaRange(text: string): OpcUaRange {
  const [, host = '', port, path = ''] = /^opc\.tcp:\/\/(.+?):(\d{1,5})(\/[^\s]*)?$/.exec(text) ?? []
  if (port === undefined || !isPort(port))
    throw wrong(`"${text}" is not opc.tcp://HOST:PORT with a port between 1 and 65535`, opcUaExample)
  const endpoints = hostsIn(host).map((one) => `opc.tcp://${one}:${port}${path}`)
  return { kind: 'opcUa', endpoints: atLeastOne(endpoints, text) }
}

function modbusRange(text: string): ModbusRange {
  if (text.startsWith('modbus-tls:'))
    throw wrong('modbus-tls is not scanned: every device there asks for a certificate of its own')
  if (!/^modbus-(tcp|rtu-tcp|rtu):\/\//.test(text))
    throw wrong(`"${text}" is not modbus-tcp, modbus-rtu-tcp, modbus-rtu or opc.tcp with :// behind it`)
  const { base, units, query } = parted(text)
  if (!units) throw wrong('needs units at the end: .../FIRST-LAST')
  const [, scheme = '', host = '', port] = /^(modbus-(?:rtu-)?tcp:\/\/)(.+?)(:\d+)$/.exec(base) ?? []
  const endpoints = port === undefined ? [base + query] : hostsIn(host).map((one) => `${scheme}${one}${port}`)
  const hosts = endpoints.map((endpoint) => ({ endpoint, address: modbusAddress(endpoint) ?? fail(text) }))
  const range = { kind: 'modbus' as const, hosts: atLeastOne(hosts, text), units }
  const faulty = unitFault(range.hosts[0].address, ...units)
  if (faulty !== undefined) throw wrong(faulty)
  return range
}

/** Address, units and what follows a question mark. /dev/pts/3 is a port, not unit 3 of /dev/pts. */
function parted(text: string) {
  const [address = '', ...after] = text.split('?')
  const query = after.length > 0 ? `?${after.join('?')}` : ''
  const [, base = address, first, last = first] = /^(.+)\/(\d+)(?:-(\d+))?$/.exec(address) ?? []
  if (first === undefined || base.endsWith('/dev/pts')) return { base: address, units: undefined, query }
  return { base, units: [Number(first), Number(last)] as const, query }
}

function hostsIn(text: string): string[] {
  const dotted = /^(\d+\.\d+\.\d+)\.(\d+)(?:(-|\/)(\d+))?$/.exec(text)
  if (!dotted) {
    if (/^[\d./-]+$/.test(text)) throw wrong(`only the last part of an IPv4 address may be a range, not "${text}"`)
    if (/[/\s]/.test(text)) throw wrong(`"${text}" is neither a host name nor an IPv4 range`)
    return [text]
  }
  const [, network = '', last = '', sign, end = last] = dotted
  if (!isIPv4(`${network}.${last}`)) throw wrong(`"${network}.${last}" is not an IPv4 address`)
  if (sign === '/') return hostsOf(network, Number(last), Number(end))
  const [from, to] = [Number(last), Number(end)]
  if (to > 255 || from > to) throw wrong(`"${text}": the last part goes up to 255, the lower number first`)
  return hosts(network, from, to)
}

/** The hosts that share the leading bits; the first and the last of a network are no hosts. */
function hostsOf(network: string, last: number, bits: number): string[] {
  const count = 2 ** (32 - bits)
  if (bits > 32 || count > mostHosts) throw wrong(`/${bits} is not between /24 (${mostHosts} addresses) and /32`)
  const first = last - (last % count)
  return count > 2 ? hosts(network, first + 1, first + count - 2) : hosts(network, first, first + count - 1)
}

function hosts(network: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${network}.${from + i}`)
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65_535
}

function atLeastOne<T>(list: T[], text: string): [T, ...T[]] {
  const [first, ...more] = list
  return first === undefined ? fail(text) : [first, ...more]
}

function fail(text: string): never {
  throw wrong(`"${text}" is no address with a host and a port between 1 and 65535, or a serial port`)
}

function wrong(what: string, how = example): PowerchainError {
  return new PowerchainError('Config.Invalid', `${what}; ${how}`)
}
