import { expect, test } from 'vitest'
import { readOptions } from '../../../devices/probe/options.ts'

const now = Date.parse('2026-02-01T00:00Z')

test.each<[string[], object]>([
  [['modbus-tcp://10.0.0.5:502/7'], { target: { units: [7, 7], address: { host: '10.0.0.5', port: 502 } } }],
  [['modbus-tcp://10.0.0.5:502/0'], { target: { units: [0, 0] } }],
  [['modbus-tcp://10.0.0.5:502'], { target: { units: undefined } }],
  [
    ['modbus-tcp://[::1]:502/3-9', '--scan'],
    { range: { kind: 'modbus' }, target: { units: [3, 9], address: { host: '::1' } } },
  ],
  [
    ['modbus-rtu:///dev/ttyUSB0/3?baud=9600&parity=none'],
    { target: { units: [3, 3], address: { path: '/dev/ttyUSB0', baudRate: 9_600, parity: 'none' } } },
  ],
  [['opc.tcp://10.0.0.1-9:4840', '--scan'], { range: { kind: 'opcUa' } }],
  [['modbus-tcp://10.0.0.0/28:502/1-5', '--scan'], { range: { units: [1, 5] } }],
  [['opc.tcp://box:4840/server/1'], { target: { kind: 'opcUa', endpoint: 'opc.tcp://box:4840/server/1' } }],
  [
    ['modbus-tcp://a:1/1', '--read', '40001-40002', '--as', 'int32/CDAB', '--timeout', '200', '--gap', '3.5'],
    {
      registers: { table: 'holding', register: 0, length: 2, type: 'int32', order: 'CDAB' },
      pacing: { timeoutMs: 200, gapMs: 3.5 },
      isRaw: true,
    },
  ],
  [['modbus-tcp://a:1/1', '--watch', '0.5', '--json'], { watchMs: 500, isJson: true }],
  [['modbus-tcp://a:1/1', '--write', 'setpointKW=-12.5'], { write: { point: 'setpointKW', value: -12.5 } }],
  [
    ['modbus-tls://a:802/1', '--certificate', '/c.pem', '--key', '/k.pem', '--authority', '/a.pem'],
    { tls: { certificate: '/c.pem', key: '/k.pem', authority: '/a.pem' } },
  ],
  [
    ['opc.tcp://a:1', '--user', 'operator', '--password-from', 'env:SECRET'],
    { user: { name: 'operator', secret: 'env:SECRET' } },
  ],
  [['opc.tcp://a:1', '--browse', '--json'], { exploring: { kind: 'browse', node: 'ns=0;i=85' }, isJson: true }],
  [['--browse', 'nsu=urn:a;s=B', 'opc.tcp://a:1'], { exploring: { kind: 'browse', node: 'nsu=urn:a;s=B' } }],
  [
    ['opc.tcp://a:1', '--history', 'socPct', '--to', '2026-01-31T12:00Z'],
    { exploring: { kind: 'history', from: Date.parse('2026-01-31T11:00Z'), to: Date.parse('2026-01-31T12:00Z') } },
  ],
  [['opc.tcp://a:1', '--history', 'socPct'], { exploring: { from: now - 3_600_000, to: now } }],
])('%j', (args, expected) => {
  expect(readOptions(args, now)).toMatchObject(expected)
})

test.each<[string[], RegExp]>([
  [[], /name one ENDPOINT/],
  [['modbus-tcp://a:1/1', 'modbus-tcp://b:1/1'], /name one ENDPOINT/],
  [['http://a:1/1'], /"http:\/\/a:1\/1" is not/],
  [['modbus-tcp://a:70000/1'], /is not/],
  [['modbus-tcp://a:1/256'], /units are 0 to 255 with modbus-tcp/],
  [['modbus-rtu-tcp://a:1/0'], /units are 1 to 247 with modbus-rtu-tcp/],
  [['modbus-rtu:///dev/ttyUSB0/1-248', '--scan'], /units are 1 to 247/],
  [['modbus-tcp://a:1/9-3', '--scan'], /the lower one first/],
  [['modbus-tcp://a:1/1-3'], /a range of units is for --scan/],
  [['modbus-tcp://a:1', '--scan'], /--scan needs units/],
  [['opc.tcp://a', '--scan'], /--scan .* is not opc\.tcp:\/\/HOST:PORT/],
  [['modbus-tcp://a:1/1-3', '--scan', '--write', 'setpointKW=1'], /--scan only reads/],
  [['modbus-tcp://a:1/1', '--watch', '0'], /--watch: 0.1 to 86400 seconds/],
  [['modbus-tcp://a:1/1', '--write', 'setpointKW=lots'], /--write: POINT=VALUE/],
  [['modbus-tcp://a:1/1', '--write', 'setpointKW=1e9'], /--write: POINT=VALUE/],
  [['modbus-tcp://a:1/1', '--volume', '11'], /volume/],
  [['modbus-tcp://a:1/1', '--as', 'int16'], /--as TYPE goes with --read/],
  [['modbus-tcp://a:1/1', '--read', '40001', '--sunspec'], /--read stands alone/],
  [['opc.tcp://a:1', '--read', '40001'], /--read is for Modbus/],
  [['modbus-tcp://a:1/1', '--timeout', '10'], /--timeout in milliseconds, not "10"/],
  [['modbus-tcp://a:1/1', '--gap', 'some'], /--gap in milliseconds/],
  [['modbus-tls://a:802/1'], /modbus-tls needs --certificate, --key and --authority/],
  [['modbus-tls://a:802/1', '--certificate', 'c'], /modbus-tls needs/],
  [['modbus-tcp://a:1/1', '--key', 'k'], /are for modbus-tls/],
  [['opc.tcp://a:1', '--user', 'operator'], /--user NAME goes with --password-from/],
  [['opc.tcp://a:1', '--user', 'operator', '--password-from', 'hunter2'], /never with the password itself/],
  [['modbus-tcp://a:1/1', '--user', 'operator', '--password-from', 'env:A'], /--user is for OPC UA/],
  [['modbus-tcp://a:1/1', '--browse'], /are for OPC UA/],
  [['opc.tcp://a:1', '--browse', '--history', 'socPct'], /one at a time/],
  [['opc.tcp://a:1', '--call', 'nsu=a;s=b'], /needs --of OBJECT/],
  [['opc.tcp://a:1', '--history', 'socPct', '--from', 'yesterday'], /--from TIME is before/],
])('%j is refused in words', (args, words) => {
  expect(() => readOptions(args, now)).toThrow(words)
})

test('help is asked for', () => {
  expect(readOptions(['--help'], now)).toBeUndefined()
})
