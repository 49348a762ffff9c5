import type { AddressSpace, OpcUa } from './library.ts'

/**
 * Common codes of our units (UNECE recommendation 20), which OPC UA packs into a number (part 8, section 5.6.3). Units
 * that have none are left with -1 and their symbol.
 */
const commonCodes: Readonly<Record<string, [code: string, name: string]>> = {
  kW: ['KWT', 'kilowatt'],
  kvar: ['KVR', 'kilovar'],
  kWh: ['KWH', 'kilowatt hour'],
  V: ['VLT', 'volt'],
  A: ['AMP', 'ampere'],
  Hz: ['HTZ', 'hertz'],
  '%': ['P1', 'percent'],
  h: ['HUR', 'hour'],
  '°C': ['CEL', 'degree Celsius'],
  rpm: ['RPM', 'revolutions per minute'],
  'mm/s': ['C16', 'millimetre per second'],
  Pa: ['PAL', 'pascal'],
  bar: ['BAR', 'bar'],
  kg: ['KGM', 'kilogram'],
  'm/s': ['MTS', 'metre per second'],
  'W/m²': ['D54', 'watt per square metre'],
}

const unitNamespace = 'http://www.opcfoundation.org/UA/units/un/cefact'
/** Node of the data type EUInformation in the standard's namespace. */
const euInformation = 'i=887'

/** The standard's description of a unit; `undefined` for counts and codes. */
export function engineeringUnits(space: AddressSpace, { coerceNodeId }: OpcUa, unit: string) {
  if (unit === '') return undefined
  const [code, name = unit] = commonCodes[unit] ?? []
  return space.constructExtensionObject(coerceNodeId(euInformation), {
    namespaceUri: unitNamespace,
    unitId: code ? packed(code) : -1,
    displayName: { text: unit },
    description: { text: name },
  })
}

/** The characters of a common code as one number, the last in the lowest byte. */
function packed(code: string): number {
  return Buffer.from(code, 'latin1').reduce((number, byte) => number * 256 + byte, 0)
}
