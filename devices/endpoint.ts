import type { DeviceConfig } from '../domain/site.ts'
import type { Definition } from './definition.ts'
import type { Definitions } from './load-definitions.ts'

/** Host and port of a Modbus/TCP device. */
export interface TcpAddress {
  host: string
  port: number
}

/** What is wrong with one field of a device's entry in the site file. */
export interface DeviceFault {
  field: keyof DeviceConfig
  expected: string
}

const schemes = { modbus: 'modbus-tcp://', opcUa: 'opc.tcp://' } as const

/** Host and port of `modbus-tcp://HOST:PORT`; `undefined` for anything else. */
export function tcpAddress(endpoint: string): TcpAddress | undefined {
  const match = /^modbus-tcp:\/\/(?:\[([^\]]+)\]|([^:/\s]+)):(\d+)$/.exec(endpoint)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined
}

/** Whether an OPC UA endpoint is on this machine, the only place where a link without encryption is accepted. */
export function isLoopback(endpoint: string): boolean {
  return /^opc\.tcp:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i.test(endpoint)
}

/** What to do instead of an unencrypted OPC UA link over a network. */
export const loopbackOnly =
  'an OPC UA server on this machine (opc.tcp://127.0.0.1:PORT/...): links to others must be encrypted, which this ' +
  'version cannot do; run a gateway or an encrypted tunnel on this machine and name its local end'

/** Everything about a device's entry that only its definition can tell; empty when the device can be opened. */
export function deviceFaults(config: DeviceConfig, definitions: Definitions): DeviceFault[] {
  const definition = definitions.get(config.definition)
  if (!definition) {
    const known = [...definitions.keys()].sort().join(', ')
    return [{ field: 'definition', expected: `one of the device models ${known || '(none is there)'}` }]
  }
  const faults = endpointFaults(config.endpoint, definition)
  if (config.serial !== undefined && !definition.identity)
    faults.push({ field: 'serial', expected: `nothing: ${definition.id} has no serial number that could be read` })
  return faults
}

function endpointFaults(endpoint: string, { id, protocol }: Definition): DeviceFault[] {
  if (endpoint === 'simulated') return []
  if (!endpoint.startsWith(schemes[protocol])) return wrong(`an address with ${schemes[protocol]}, as ${id} speaks`)
  if (protocol === 'modbus') return tcpAddress(endpoint) ? [] : wrong('a host and a port between 1 and 65535')
  return isLoopback(endpoint) ? [] : wrong(loopbackOnly)
}

function wrong(expected: string): DeviceFault[] {
  return [{ field: 'endpoint', expected }]
}
