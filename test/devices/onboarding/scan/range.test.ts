import { describe, expect, test } from 'vitest'
import { placesIn, readRange } from '../../../../devices/onboarding/scan/range.ts'

/** Hosts, ports or endpoints in short. */
function asked(text: string): string[] {
  const range = readRange(text)
  if (range.kind === 'opcUa') return range.endpoints
  const units = range.units.join('-')
  return range.hosts.map(({ address }) =>
    address.scheme === 'modbus-rtu'
      ? `${address.path} ${address.baudRate} ${units}`
      : `${address.host}:${address.port} ${units}`,
  )
}

test.each<[string, string[], number]>([
  ['modbus-tcp://10.0.0.5:502/1-5', ['10.0.0.5:502 1-5'], 5],
  ['modbus-tcp://10.0.0.9-11:502/3', ['10.0.0.9:502 3-3', '10.0.0.10:502 3-3', '10.0.0.11:502 3-3'], 3],
  ['modbus-tcp://10.0.0.14/30:502/1-2', ['10.0.0.13:502 1-2', '10.0.0.14:502 1-2'], 4],
  ['modbus-tcp://10.0.0.4/31:502/1', ['10.0.0.4:502 1-1', '10.0.0.5:502 1-1'], 2],
  ['modbus-tcp://10.0.0.4/32:502/1', ['10.0.0.4:502 1-1'], 1],
  ['modbus-tcp://meter-2.plant:1502/1', ['meter-2.plant:1502 1-1'], 1],
  ['modbus-tcp://[::1]:502/1', ['::1:502 1-1'], 1],
  ['modbus-rtu-tcp://gateway:4001/1-30', ['gateway:4001 1-30'], 30],
  ['modbus-rtu:///dev/ttyUSB0/1-30?baud=9600', ['/dev/ttyUSB0 9600 1-30'], 30],
  ['modbus-rtu:///dev/pts/3/7', ['/dev/pts/3 19200 7-7'], 1],
  ['modbus-rtu://COM3/1-2', ['COM3 19200 1-2'], 2],
  ['opc.tcp://box:4840', ['opc.tcp://box:4840'], 1],
  ['opc.tcp://10.0.0.254-255:4840/server', ['opc.tcp://10.0.0.254:4840/server', 'opc.tcp://10.0.0.255:4840/server'], 2],
  ['opc.tcp://10.0.0.8/30:4840', ['opc.tcp://10.0.0.9:4840', 'opc.tcp://10.0.0.10:4840'], 2],
])('%s', (text, expected, places) => {
  expect(asked(text)).toEqual(expected)
  expect(placesIn(readRange(text))).toBe(places)
})

test('a /24 and a whole last part are the most', () => {
  expect(placesIn(readRange('modbus-tcp://10.0.0.0/24:502/1-4'))).toBe(1_016)
  expect(placesIn(readRange('modbus-tcp://10.0.0.0-255:502/1-4'))).toBe(1_024)
})

describe('what is wrong is named, with an example', () => {
  test.each<[string, RegExp]>([
    ['', /"" is not modbus-tcp/],
    ['http://10.0.0.1:80/1', /is not modbus-tcp, modbus-rtu-tcp, modbus-rtu or opc\.tcp/],
    ['modbus-tls://10.0.0.1:802/1', /modbus-tls is not scanned/],
    ['modbus-tcp://10.0.0.1:502', /needs units at the end/],
    ['modbus-rtu:///dev/pts/3', /needs units at the end/],
    ['modbus-tcp://10.0.0.1/1-5', /is no address with a host and a port/],
    ['modbus-tcp://10.0.0.1:70000/1', /is no address with a host and a port/],
    ['modbus-tcp://10.0.0.1:502/250-256', /units are 0 to 255 with modbus-tcp/],
    ['modbus-rtu-tcp://10.0.0.1:502/0-5', /units are 1 to 247 with modbus-rtu-tcp/],
    ['modbus-rtu:///dev/ttyUSB0/240-248', /units are 1 to 247 with modbus-rtu/],
    ['modbus-tcp://10.0.0.1:502/9-3', /the lower one first/],
    ['modbus-tcp://10.0.0.20-10:502/1', /the lower number first/],
    ['modbus-tcp://10.0.0.250-256:502/1', /goes up to 255/],
    ['modbus-tcp://10.0.0.256:502/1', /"10\.0\.0\.256" is not an IPv4 address/],
    ['modbus-tcp://10.0.1-3.5:502/1', /only the last part/],
    ['modbus-tcp://10.0.0.1-10.0.0.9:502/1', /only the last part/],
    ['modbus-tcp://10.0.0.0/16:502/1', /\/16 is not between \/24/],
    ['modbus-tcp://10.0.0.0/99:502/1', /\/99 is not between/],
    ['modbus-tcp://10.0.0.1-20:502/1-247', /4940 places; at most 1024/],
    ['modbus-tcp://a b:502/1', /neither a host name nor/],
    ['modbus-rtu:///dev/ttyUSB0/1-30?speed=9600', /is no address/],
    ['opc.tcp://10.0.0.1', /is not opc\.tcp:\/\/HOST:PORT/],
    ['opc.tcp://10.0.0.1:0', /a port between 1 and 65535/],
  ])('%s', (text, words) => {
    expect(() => readRange(text)).toThrow(words)
    expect(() => readRange(text)).toThrow(/for example /)
  })
})
