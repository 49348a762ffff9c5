import { expect, test } from 'vitest'
import {
  type Definition,
  definitionSchema,
  type ModbusDefinition,
  type OpcUaDefinition,
} from '../../../devices/definition.ts'
import { guardWrites, nodeRefusal, writablesOf } from '../../../devices/drivers/write-guard.ts'
import { encodePoint } from '../../../devices/points/encode.ts'
import type { ModbusRequest } from '../../../devices/transports/modbus/requests.ts'
import { batteryDefinition } from './open-for-test.ts'

const kw = { type: 'int16', scaleFrom: { register: 9 }, frame: 'load' } as const
const scaled = modbus({
  ...batteryDefinition,
  points: { setpointKW: { register: 8, ...kw } },
  setpoint: { register: 8, ...kw, plausible: [-100, 400] },
  outputs: undefined,
})
const battery = modbus(batteryDefinition)

function modbus(definition: object): ModbusDefinition {
  const parsed: Definition = definitionSchema.parse(definition)
  if (parsed.protocol !== 'modbus') throw new RangeError('not Modbus')
  return parsed
}

/** A line that only notes what would go on the wire; reads give these bytes. */
function noteLine(definition: ModbusDefinition, answer = '0000') {
  const sent: ModbusRequest[] = []
  const ask = (request: ModbusRequest) => {
    sent.push(request)
    return Promise.resolve(Buffer.from(answer, 'hex'))
  }
  return { sent, line: guardWrites({ ask, close: () => {} }, writablesOf(definition)) }
}

const registers = (start: number, hex: string): ModbusRequest => ({
  kind: 'write',
  start,
  values: Buffer.from(hex, 'hex'),
})
const setpoint = (kW: number) => {
  const { setpoint: point } = battery
  if (!point) throw new RangeError('no setpoint')
  return { kind: 'write', start: point.register, values: encodePoint(point, kW) } as const
}

test.each([
  ['within the range', setpoint(123.4)],
  ['at its ends', setpoint(-600)],
  ['the heartbeat', registers(50, 'ffff')],
])('a write %s goes out as it is', async (_name, request) => {
  const { line, sent } = noteLine(battery)
  await line.ask(request)
  expect(sent).toEqual([request])
})

test.each([
  ['beyond the range', setpoint(600.2), /write register 2: 600.2 kW is outside -600 to 600 kW/],
  ['far beyond it', setpoint(-200_000), /outside -600 to 600/],
  ['to another register', registers(0, '00000001'), /write register 0: the definition lets us write only register 50/],
  ['to half of the setpoint', registers(3, '0001'), /only/],
  ['of the first half alone', registers(2, '0001'), /only/],
  ['of more than the setpoint', registers(2, '000000010001'), /only/],
  ['to a coil', { kind: 'writeCoils', start: 50, values: [true] } as const, /write coil 50/],
  ['by mask', { kind: 'mask', start: 50, and: 0, or: 1 } as const, /not one of the writes/],
  [
    'together with a read',
    { kind: 'readWrite', start: 0, length: 1, writeStart: 50, values: Buffer.alloc(2) } as const,
    /not one of the writes/,
  ],
])('a write %s is refused by register and range, and never sent', async (_name, request, message) => {
  const { line, sent } = noteLine(battery)
  const refused = line.ask(request)
  await expect(refused).rejects.toMatchObject({ code: 'Device.NotWritable' })
  await expect(refused).rejects.toThrow(message)
  expect(sent).toEqual([])
})

test('a setpoint with a scale of the device is judged by the factor it gave last, and not before it gave one', async () => {
  const { line, sent } = noteLine(scaled, '0001')
  await expect(line.ask(registers(8, '0001'))).rejects.toThrow(/scale is not known/)
  await line.ask({ kind: 'read', table: 'holding', start: 9, length: 1 })
  await line.ask(registers(8, '0028'))
  // 41 x 10 kW as a load: -410 kW of ours
  await expect(line.ask(registers(8, '0029'))).rejects.toThrow('-410 kW is outside -400 to 100 kW')
  expect(sent).toHaveLength(2)
})

test('not a number in a float setpoint is refused', async () => {
  const float = { register: 2, type: 'float32', frame: 'generator' }
  const definition = modbus({
    ...batteryDefinition,
    points: { setpointKW: float },
    setpoint: { ...float, plausible: [0, 9] },
  })
  await expect(noteLine(definition).line.ask(registers(2, '7fc00000'))).rejects.toThrow(
    /no number is outside 0 to 9 kW/,
  )
})

test('a definition with a setpoint and no range for it does not load', () => {
  const { setpoint: point } = battery
  const result = definitionSchema.safeParse({ ...batteryDefinition, setpoint: { ...point, plausible: undefined } })
  expect(result.error?.issues).toMatchObject([{ path: ['setpoint', 'plausible'] }])
})

test('the same by node: setpoint within its range, heartbeat, nothing else', () => {
  const parsed = definitionSchema.parse({
    protocol: 'opcUa',
    id: 'test/ua',
    kind: 'battery',
    maker: 'T',
    model: 'T',
    source: 'test',
    points: { setpointKW: { node: 'nsu=urn:test;s=P', scale: 0.001, frame: 'load', plausible: [-100, 50] } },
    setpoint: { node: 'nsu=urn:test;s=Set', scale: 0.001, frame: 'load' },
    heartbeat: { node: 'nsu=urn:test;s=Beat' },
  }) as OpcUaDefinition
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=Set', 50_000)).toBeUndefined()
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=Set', 50_002)).toBe('-50.002 kW is outside -50 to 100 kW')
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=Set', Number.NaN)).toMatch(/no number/)
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=Beat', 7)).toBeUndefined()
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=Beat', 0.5)).toMatch(/whole number/)
  expect(nodeRefusal(parsed, 'nsu=urn:test;s=P', 0)).toMatch(/does not let us write nsu=urn:test;s=P/)
})
