import type { DeviceConfig } from '../domain/site.ts'
import type { Definition } from './definition.ts'
import type { Definitions } from './load-definitions.ts'
import { modbusAddress, modbusForms, unitFault } from './transports/modbus/address.ts'

/** What is wrong with one field of a device's entry in the site file. */
export interface DeviceFault {
  field: keyof DeviceConfig
  expected: string
}

/** Everything about a device's entry that only its definition can tell; empty when the device can be opened. */
export function deviceFaults(config: DeviceConfig, definitions: Definitions): DeviceFault[] {
  const definition = definitions.get(config.definition)
  if (!definition) {
    const known = [...definitions.keys()].sort().join(', ')
    return [{ field: 'definition', expected: `one of the device models ${known || '(none is there)'}` }]
  }
  const faults = [...endpointFaults(config, definition), ...securityFaults(config, definition)]
  if (config.serial !== undefined && !definition.identity)
    faults.push({ field: 'serial', expected: `nothing: ${definition.id} has no serial number that could be read` })
  return faults
}

function endpointFaults({ endpoint, unit, modbus }: DeviceConfig, { id, protocol }: Definition): DeviceFault[] {
  if (endpoint === 'simulated')
    return protocol === 'sunspec' ? wrong(`an address with ${modbusForms}: ${id} cannot be simulated`) : []
  if (protocol === 'opcUa') return endpoint.startsWith('opc.tcp://') ? [] : wrong(`opc.tcp://..., as ${id} speaks`)
  if (/^modbus-(tcp|tls|rtu-tcp):/.test(endpoint) && !modbusAddress(endpoint))
    return wrong('a host and a port between 1 and 65535')
  const address = modbusAddress(endpoint)
  if (!address) return wrong(`an address with ${modbusForms}, as ${id} speaks Modbus`)
  const faulty = unitFault(address, unit)
  if (faulty !== undefined) return [{ field: 'unit', expected: faulty }]
  if (endpoint.startsWith('modbus-tls:') && !modbus?.tls)
    return [{ field: 'modbus', expected: 'the certificate files of the link (tls: certificate, key, authority)' }]
  return []
}

function securityFaults(config: DeviceConfig, { id, protocol }: Definition): DeviceFault[] {
  if (protocol !== 'opcUa')
    return (['security', 'user'] as const)
      .filter((field) => config[field] !== undefined)
      .map((field) => ({ field, expected: `nothing: it is for OPC UA, ${id} speaks another protocol` }))
  if (!config.user || config.security !== 'none') return []
  return [{ field: 'user', expected: 'nothing beside security: none; a password goes only over an encrypted link' }]
}

function wrong(expected: string): DeviceFault[] {
  return [{ field: 'endpoint', expected }]
}
