import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Definition, definitionSchema } from '../../../devices/definition.ts'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { previewDevice, type PreviewDeviceOptions } from '../../../devices/onboarding/preview.ts'
import { createLines } from '../../../devices/transports/modbus/lines.ts'
import { type Preview, previewInput, type PreviewInput, previewShape } from '../../../domain/rpc/field/field.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { flywheelDefinition } from '../drivers/opc-ua-open.ts'
import { startFakeOpcUa } from '../drivers/opc-ua-fake.ts'
import { commonHex, endHex, markerHex, modelHex } from '../sunspec/register-dump.ts'
import { type FakeModbus, reply, startFakeModbus } from '../transports/fake-modbus-server.ts'

const battery = definitionSchema.parse({
  protocol: 'modbus',
  id: 'test/battery',
  kind: 'battery',
  maker: 'Test',
  model: 'Battery',
  source: 'test',
  identity: { register: 100, length: 4 },
  points: {
    activePowerKW: { register: 0, type: 'int32', order: 'CDAB', scale: 0.001, frame: 'load', plausible: [-500, 500] },
    voltageV: { table: 'input', address: 30_011, type: 'uint16', scaleFrom: { address: 30_012 } },
    temperatureDegC: { register: 40, type: 'int16', absent: 0x8000, offset: -40 },
    relay: { table: 'coil', register: 3, type: 'bit' },
  },
})

let dataDir: string
let fake: FakeModbus

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'preview-'))
  fake = await startFakeModbus()
  fake.put(0, '0bb80001', 10, '0901ffff', 40, '0041', 3, '0001', 100, Buffer.from('SN-12345').toString('hex'))
})
afterEach(async () => {
  await fake.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function begin(
  definition: Definition,
  more: Partial<PreviewInput> & Partial<Pick<PreviewDeviceOptions, 'signal'>> = {},
) {
  const { signal = new AbortController().signal, ...input } = more
  const config = previewInput.parse({ definition: definition.id, endpoint: fake.endpoint, ...input })
  const lines = createLines()
  return previewDevice({ config, endpoint: config.endpoint, definition, dataDir, lines, clock, signal })
}

/** The first round. */
async function look(...given: Parameters<typeof begin>): Promise<Preview> {
  for await (const preview of begin(...given)) return previewShape.parse(preview)
  throw new Error('no round')
}

const of = ({ rows }: Preview, point: string) => rows.find((row) => row.point === point)

describe('a Modbus device', () => {
  test('shows of each point where it lies, what came, how it is read and what it is', async () => {
    const preview = await look(battery)
    expect(preview).toMatchObject({ serial: 'SN-12345', fault: '' })
    expect(preview.rows.map(({ point }) => point)).toEqual(Object.keys(battery.points))
    expect(of(preview, 'activePowerKW')).toEqual({
      point: 'activePowerKW',
      label: 'Power',
      unit: 'kW',
      place: 'holding 0 (40001)',
      raw: '0x0BB8 0x0001',
      reading: 'int32 CDAB x 0.001, load frame',
      value: -68.536,
      quality: 'good',
      reason: '',
    })
    expect(of(preview, 'voltageV')).toMatchObject({
      place: 'input 10 (30011)',
      raw: '0x0901, scale 0xFFFF',
      reading: 'uint16 x 10^(input 11)',
      value: 230.5,
    })
    expect(of(preview, 'temperatureDegC')).toMatchObject({ raw: '0x0041', reading: 'int16 - 40', value: 25 })
    expect(of(preview, 'relay')).toMatchObject({ place: 'coil 3 (00004)', raw: '1', reading: 'bit', value: 1 })
  })

  test('what is not good keeps its registers and says why', async () => {
    fake.put(40, '8000', 0, 'ffff7fff')
    const preview = await look(battery)
    expect(of(preview, 'temperatureDegC')).toMatchObject({
      raw: '0x8000',
      value: null,
      quality: 'bad',
      reason: 'not provided by the device',
    })
    expect(of(preview, 'activePowerKW')).toMatchObject({ quality: 'suspect', reason: 'outside the plausible range' })
  })

  test('a refused block takes only its own points with it', async () => {
    fake.twist = (answer, { function: code }) => (code === 4 ? reply(answer, Buffer.of(0x84, 2)) : answer)
    const preview = await look(battery)
    expect(of(preview, 'voltageV')).toMatchObject({ raw: '', value: null, quality: 'bad', place: 'input 10 (30011)' })
    expect(of(preview, 'voltageV')?.reason).toMatch(/no such register/)
    expect(preview.fault).toBe('')
  })

  test('nobody there is one fault, not one for each point', async () => {
    const endpoint = fake.endpoint
    await fake.stop()
    const preview = await look(battery, { endpoint })
    expect(preview.fault).toMatch(/nothing listens there/)
    expect(preview.serial).toBe('')
    await fake.listen()
  })

  test('is read again, asked with the unit it is given, never written, and left alone when told to', async () => {
    const stop = new AbortController()
    const rounds: Preview[] = []
    for await (const preview of begin(battery, { unit: 7, signal: stop.signal })) {
      rounds.push(preview)
      fake.put(40, '0042')
      if (rounds.length === 2) stop.abort()
    }
    expect(rounds.map((one) => of(one, 'temperatureDegC')?.value)).toEqual([25, 26])
    expect(new Set(fake.requests.map(({ unit }) => unit))).toEqual(new Set([7]))
    expect(fake.requests.filter(({ function: code }) => ![1, 3, 4].includes(code))).toEqual([])
    await expect.poll(() => fake.open()).toBe(0)
  })

  test('a round that hangs ends at once when told to', async () => {
    fake.twist = () => undefined
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    const rounds = []
    for await (const preview of begin(battery, { signal: stop.signal })) rounds.push(preview)
    expect(rounds).toEqual([])
    await expect.poll(() => fake.open()).toBe(0)
  })

  test('an endpoint that the model does not speak is refused', async () => {
    await expect(look(battery, { endpoint: 'opc.tcp://127.0.0.1:1' })).rejects.toMatchObject({ code: 'Config.Invalid' })
  })
})

test('a SunSpec device shows model and field, registers and power of ten', async () => {
  const definition = loadDefinitions().get('solaredge/inverter')
  if (!definition) throw new Error('no definition')
  const inverter = modelHex({ id: 103, length: 50, fields: { 14: '0064', 15: '0001', 16: '1388', 17: 'fffe' } })
  fake.put(40_000, markerHex + commonHex('SolarEdge', 'SE17K', 'SN-9') + inverter + endHex)
  const preview = await look(definition)
  expect(preview).toMatchObject({ serial: 'SN-9', fault: '' })
  expect(of(preview, 'activePowerKW')).toMatchObject({
    place: '103.W',
    raw: '0x0064, scale 0x0001',
    reading: 'int16 x 10^W_SF x 0.001, generator frame',
    value: 1,
  })
  expect(of(preview, 'frequencyHz')).toMatchObject({ place: '103.Hz', value: 50 })
  expect(of(preview, 'voltageV')).toMatchObject({ value: null, quality: 'bad', reason: 'not provided' })
})

test('an OPC UA device shows type, value and status as the server gave them', async () => {
  const server = await startFakeOpcUa({ Serial: 'FW-1', Power: 12_500, Setpoint: 0, Soc: 140, Beat: 0 })
  const preview = await look(flywheelDefinition, { endpoint: server.endpoint, security: 'none' })
  await server.stop()
  expect(preview).toMatchObject({ serial: 'FW-1', fault: '' })
  expect(of(preview, 'activePowerKW')).toMatchObject({
    place: 'nsu=urn:test:device;s=Power',
    raw: 'Double 12500, Good',
    reading: 'x 0.001, load frame',
    value: -12.5,
    quality: 'good',
  })
  expect(of(preview, 'socPct')).toMatchObject({ raw: 'Double 140, Good', quality: 'suspect' })
  expect(of(preview, 'speedRpm')).toMatchObject({ raw: 'Null null, BadNodeIdUnknown', value: null, quality: 'bad' })
})
