/** How a serial line is set. */
export interface SerialSettings {
  baudRate: number
  parity: 'none' | 'even' | 'odd'
  stopBits: 1 | 2
}

/** Where a Modbus device is reached, and how its messages are framed. */
export type ModbusAddress =
  | { scheme: 'modbus-tcp' | 'modbus-tls' | 'modbus-rtu-tcp'; host: string; port: number }
  | ({ scheme: 'modbus-rtu'; path: string } & SerialSettings)

/** Forms of a Modbus endpoint, for people. */
export const modbusForms =
  'modbus-tcp://HOST:PORT, modbus-tls://HOST:PORT, modbus-rtu-tcp://HOST:PORT or modbus-rtu:///dev/PORT'

// MODBUS over Serial Line 1.02, section 3.3: 19,200 baud, even parity, one stop bit unless agreed otherwise
const usual: SerialSettings = { baudRate: 19_200, parity: 'even', stopBits: 1 }
const settings = {
  baud: (text: string) => /^\d{3,7}$/.test(text) && { baudRate: Number(text) },
  parity: (text: string) => (text === 'none' || text === 'even' || text === 'odd') && { parity: text },
  stop: (text: string) => (text === '1' || text === '2') && { stopBits: text === '1' ? (1 as const) : (2 as const) },
}

/** A Modbus endpoint in its parts; `undefined` for anything that is not one of {@link modbusForms}. */
export function modbusAddress(endpoint: string): ModbusAddress | undefined {
  return networkAddress(endpoint) ?? serialAddress(endpoint)
}

function networkAddress(endpoint: string): ModbusAddress | undefined {
  const match = /^(modbus-(?:tcp|tls|rtu-tcp)):\/\/(?:\[([^\]]+)\]|([^:/\s]+)):(\d+)$/.exec(endpoint)
  const host = match?.[2] ?? match?.[3]
  const port = Number(match?.[4])
  if (host === undefined || !(port >= 1 && port <= 65_535)) return undefined
  return { scheme: match?.[1] as 'modbus-tcp' | 'modbus-tls' | 'modbus-rtu-tcp', host, port }
}

/** `modbus-rtu:///dev/ttyUSB0?baud=9600&parity=none&stop=2`, or `modbus-rtu://COM3`. */
function serialAddress(endpoint: string): ModbusAddress | undefined {
  const match = /^modbus-rtu:\/\/(\/[^?\s]+|COM\d+)(?:\?(\S*))?$/.exec(endpoint)
  const path = match?.[1]
  if (path === undefined) return undefined
  const address = { scheme: 'modbus-rtu' as const, path, ...usual }
  for (const [name, text] of new URLSearchParams(match?.[2] ?? '')) {
    const part = name in settings && settings[name as keyof typeof settings](text)
    if (!part) return undefined
    Object.assign(address, part)
  }
  return address
}

/**
 * What is wrong with the units from `first` to `last` at an address; `undefined` for nothing. Over TCP and TLS 0 and 255
 * mean the device itself (MODBUS Messaging on TCP/IP 1.0b, section 4.4.1.2); on a serial line 0 is for everybody, so that
 * nobody answers, and 248 to 255 are reserved (MODBUS over Serial Line 1.02, section 2.2).
 */
export function unitFault({ scheme }: Pick<ModbusAddress, 'scheme'>, first: number, last = first): string | undefined {
  const [lowest, highest] = scheme === 'modbus-tcp' || scheme === 'modbus-tls' ? [0, 255] : [1, 247]
  if (lowest <= first && first <= last && last <= highest) return undefined
  return `units are ${lowest} to ${highest} with ${scheme}, the lower one first`
}

/** How a link to the address is secured, for people; `undefined` where there is no choice. */
export function securityOf({ scheme }: ModbusAddress): string | undefined {
  return scheme === 'modbus-tls' ? 'TLS' : undefined
}
