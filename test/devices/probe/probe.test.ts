import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commonHex, endHex, markerHex, modelHex } from '../sunspec/register-dump.ts'
import { putBattery } from '../drivers/open-for-test.ts'
import { type FakeModbus, reply, startFakeModbus } from '../transports/fake-modbus-server.ts'
import { runProbe } from './probe-for-test.ts'

const battery = `protocol: modbus
id: test/battery
kind: battery
maker: Test
model: Battery
source: test
identity: { register: 100, length: 4 }
points:
  activePowerKW: { register: 0, type: int32, scale: 0.1, frame: generator, plausible: [-500, 500] }
  setpointKW: { register: 2, type: int32, scale: 0.1, frame: generator }
  socPct: { register: 4, type: float32, plausible: [0, 100] }
  temperatureDegC: { register: 40, type: int16, absent: 0x8000 }
setpoint: { register: 2, type: int32, scale: 0.1, frame: generator }
`

let folder: string
let definition: string
let fake: FakeModbus

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-'))
  definition = join(folder, 'battery.yaml')
  writeFileSync(definition, battery)
})
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(async () => {
  fake = await startFakeModbus()
  putBattery(fake)
})
afterEach(() => fake.stop())

const run = (...more: string[]) => runProbe([`${fake.endpoint}/1`, '--definition', definition, ...more])
const writes = () => fake.requests.filter(({ function: code }) => code === 6 || code === 16)

test('prints every point once, in the order of the definition, in our unit', async () => {
  const { readings, isDone } = await run()
  expect(readings.map(({ point, value, unit, quality }) => [point, value, unit, quality])).toEqual([
    ['activePowerKW', 300, 'kW', 'good'],
    ['setpointKW', 0, 'kW', 'good'],
    ['socPct', 50, '%', 'good'],
    ['temperatureDegC', 25, '°C', 'good'],
  ])
  expect(isDone).toBe(true)
  expect(readings.every(({ at, reason }) => Math.abs(at - Date.now()) < 2_000 && reason === undefined)).toBe(true)
  await expect.poll(() => fake.open()).toBe(0)
})

test('asks the unit that was named', async () => {
  await runProbe([`${fake.endpoint}/17`, '--definition', definition])
  expect(new Set(fake.requests.map(({ unit }) => unit))).toEqual(new Set([17]))
})

test('fault 14 and 17: not provided, not a number and implausible are said so', async () => {
  fake.put(40, '8000', 4, '7fc00000', 0, '00989680')
  const { of } = await run()
  expect(of('temperatureDegC')).toMatchObject({ value: null, quality: 'bad', reason: 'not provided by the device' })
  expect(of('socPct')).toMatchObject({ value: null, quality: 'bad', reason: 'not a number' })
  expect(of('activePowerKW')).toMatchObject({ quality: 'suspect', reason: 'outside the plausible range' })
})

/** An answer with other bytes from `offset` on. */
const at =
  (offset: number, ...bytes: number[]) =>
  (answer: Buffer) => {
    const twisted = Buffer.from(answer)
    Buffer.from(bytes).copy(twisted, offset)
    return twisted
  }

describe('fault 6, 7 and 9: a bad answer gives a quality and a reason, never a value', () => {
  test.each<[string, FakeModbus['twist'], RegExp]>([
    ['another protocol', at(2, 0, 7), /protocol 7/],
    ['another unit', at(6, 9), /unit 9 answered/],
    ['another function', at(7, 4), /function 4, expected 3/],
    ['another byte count', at(8, 3), /bytes announced/],
    ['length 0', at(4, 0, 0), /length 0/],
    ['length 65535', at(4, 0xff, 0xff), /length 65535/],
    ['HTTP', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), /not Modbus|protocol/],
    ['an empty payload', (answer) => reply(answer, Buffer.of(3)), /length 2|Device\.BadAnswer/],
    ...[0, 1, 2, 3, 4, 6, 10, 11, 255].map((code): [string, FakeModbus['twist'], RegExp] => [
      `exception ${code}`,
      (answer) => reply(answer, Buffer.of(0x83, code)),
      new RegExp(`exception ${code}\\)`),
    ]),
  ])('%s', async (_name, twist, reason) => {
    fake.twist = twist
    const { readings } = await run()
    expect(readings).toHaveLength(4)
    for (const reading of readings) expect(reading).toMatchObject({ value: null, quality: 'bad' })
    expect(readings[0]?.reason).toMatch(reason)
    expect(readings.every((reading) => (reading.reason ?? '').length > 0)).toBe(true)
  })

  test('silence', async () => {
    fake.twist = () => undefined
    const { readings } = await run()
    expect(readings.map(({ value, reason }) => [value, reason?.split(':')[0]])).toEqual(
      Array.from({ length: 4 }, () => [null, 'Device.Timeout']),
    )
  })

  test('nobody there', async () => {
    await fake.stop()
    const { readings, isDone } = await run()
    expect(readings[0]).toMatchObject({
      value: null,
      reason: expect.stringMatching(/refuses the connection/) as unknown,
    })
    expect(isDone).toBe(true)
    await fake.listen()
  })
})

test('watching goes on over a lost connection until it is stopped', async () => {
  const stop = new AbortController()
  const running = runProbe([`${fake.endpoint}/1`, '--definition', definition, '--watch', '0.1'], stop.signal)
  await expect.poll(() => fake.requests.length).toBeGreaterThan(3)
  fake.drop()
  const count = fake.requests.length
  await expect.poll(() => fake.requests.length).toBeGreaterThan(count + 3)
  stop.abort()
  const { readings } = await running
  expect(readings.filter(({ point }) => point === 'socPct').length).toBeGreaterThan(3)
  expect(readings.at(-1)).toMatchObject({ point: 'temperatureDegC', value: 25 })
})

describe('writing', () => {
  test('the setpoint is written, read back and said', async () => {
    const { readings, isDone } = await run('--write', 'setpointKW=-120.5', '--serial', 'SN-42')
    expect(isDone).toBe(true)
    expect(readings).toMatchObject([
      { point: 'setpointKW', value: -120.5, unit: 'kW', quality: 'good', did: 'wrote -120.5 kW and read it back' },
    ])
    expect(writes()).toHaveLength(1)
    expect([fake.registers[2], fake.registers[3]]).toEqual([0xffff, 0x1_0000 - 1_205])
  })

  test.each([
    ['another point', ['--write', 'activePowerKW=1'], /only setpointKW may be written/],
    ['beyond the range', ['--write', 'setpointKW=500.1'], /500.1 kW is outside -500 to 500 kW/],
    ['another device', ['--write', 'setpointKW=1', '--serial', 'SN-7'], /expected S\/N SN-7, it is SN-42/],
  ])('%s is refused and nothing is sent', async (_name, args, reason) => {
    const { readings, isDone } = await run(...args)
    expect(isDone).toBe(false)
    expect(readings).toMatchObject([{ value: null, quality: 'bad', did: 'nothing was written' }])
    expect(readings[0]?.reason).toMatch(reason)
    expect(writes()).toEqual([])
  })

  test('a device that refuses to be written says so', async () => {
    fake.twist = (answer, { function: code }) => (code === 16 ? reply(answer, Buffer.of(0x90, 3)) : answer)
    const { readings, isDone } = await run('--write', 'setpointKW=50')
    expect(isDone).toBe(false)
    expect(readings).toMatchObject([{ value: null, quality: 'bad', did: 'the device refused it' }])
    expect(readings[0]?.reason).toMatch(/^Device\.Illegal: write register 2: .*exception 3\)$/)
  })

  test('fault 21: a device that says yes and does not do it is found out', async () => {
    fake.twist = (answer, request) => {
      if (request.function === 16) fake.put(2, '00000000')
      return answer
    }
    const { readings, isDone } = await run('--write', 'setpointKW=50')
    expect(isDone).toBe(false)
    expect(readings).toMatchObject([{ value: null, quality: 'bad', did: 'sent, but not confirmed' }])
    expect(readings[0]?.reason).toMatch(/50 kW written, but the device reports 0 kW/)
  })

  test('an output is switched with function 5, read back and said; one that does not follow is found out', async () => {
    const relay = (value: string) =>
      runProbe([`${fake.endpoint}/1`, '--definition', 'powerchain/io-module', '--write', `relay=${value}`])
    expect((await relay('1')).readings).toMatchObject([
      { point: 'relay', value: 1, unit: '', quality: 'good', did: 'wrote 1 and read it back' },
    ])
    expect(fake.requests.filter((r) => r.function === 5)).toMatchObject([{ start: 0, second: 0xff00 }])
    expect((await relay('0')).readings).toMatchObject([{ value: 0, quality: 'good' }])
    expect((await relay('2')).readings[0]?.reason).toMatch(/relay takes 1 \(on\) or 0 \(off\)/)
    fake.twist = (answer, request) => {
      if (request.function === 5) fake.put(0, '0000')
      return answer
    }
    const { readings, isDone } = await relay('1')
    expect(isDone).toBe(false)
    expect(readings[0]?.reason).toMatch(/relay switched on, but the device reports off/)
  })

  test('a meter takes none', async () => {
    const args = [`${fake.endpoint}/1`, '--definition', 'eastron/sdm630', '--write', 'setpointKW=1']
    expect((await runProbe(args)).readings[0]?.reason).toMatch(/eastron\/sdm630 takes no setpoint/)
    expect(fake.requests).toEqual([])
  })
})

describe('SunSpec', () => {
  const inverter = modelHex({
    id: 103,
    length: 50,
    fields: { 14: '01e7', 15: '0001', 16: '1388', 17: '8000', 38: '0004' },
  })

  beforeEach(() => fake.put(40_000, markerHex + commonHex('Acme', 'Sun 5', 'SN-9') + inverter + endHex))

  test('without a definition, every field known is read in the standard units', async () => {
    const { of, remarks } = await runProbe([`${fake.endpoint}/1`, '--sunspec'])
    expect(of('1.SN')).toMatchObject({ value: 'SN-9', quality: 'good' })
    expect(of('103.W')).toMatchObject({ value: 4_870, unit: 'W', quality: 'good' })
    expect(of('103.Hz')).toMatchObject({ value: null, reason: 'scale unknown: no usable Hz_SF' })
    expect(of('103.DCV')).toMatchObject({ value: null, reason: 'not provided' })
    expect(remarks).toEqual(['SunSpec map at 40000: models 1, 103'])
  })

  test('with a definition, our points are read', async () => {
    const { of } = await runProbe([`${fake.endpoint}/1`, '--definition', 'solaredge/inverter'])
    expect(of('activePowerKW')).toMatchObject({ value: 4.87, unit: 'kW' })
    expect(of('state')).toMatchObject({ value: 3 })
  })

  test('a device without a map has a reason', async () => {
    fake.put(40_000, '0000')
    const { readings } = await runProbe([`${fake.endpoint}/1`, '--sunspec'])
    expect(readings).toMatchObject([{ point: 'sunspec', value: null, quality: 'bad' }])
    expect(readings[0]?.reason).toMatch(/no SunSpec map at 40000, 0, 50000/)
  })

  test('a scan asks the named units and no others, and names who answers', async () => {
    fake.twist = (answer, { unit }) => (unit === 4 ? answer : reply(answer, Buffer.of(0x83, 2)))
    const { readings } = await runProbe([`${fake.endpoint}/3-5`, '--scan'])
    expect(readings.map(({ point }) => point)).toEqual(['unit 3', 'unit 4', 'unit 5'])
    expect(readings[1]).toMatchObject({ value: 'Acme Sun 5 (S/N SN-9), SunSpec 1 103', quality: 'good' })
    expect(readings[0]).toMatchObject({ value: 'answers, but does not say who it is', quality: 'good' })
    expect(new Set(fake.requests.map(({ unit }) => unit))).toEqual(new Set([3, 4, 5]))
    expect(writes()).toEqual([])
  })
})

test.each([
  [['--definition', 'acme/none'], /no definition "acme\/none"; there are abb\/b23-b24/],
  [['--definition', '/nowhere/x.yaml'], /there is no such file/],
  [['--definition', 'powerchain/genset'], /./],
  [[], /name a Modbus --definition/],
  [['--sunspec', '--definition', 'eastron/sdm630'], /--sunspec reads without a definition/],
  [['--write', 'setpointKW=1'], /--write needs a --definition/],
])('%j does not fit', async (args, words) => {
  const isOpcUa = args.includes('powerchain/genset')
  const error = await runProbe([isOpcUa ? 'opc.tcp://127.0.0.1:1' : `${fake.endpoint}/1`, ...args]).catch(
    (e: unknown) => e,
  )
  if (isOpcUa) return
  expect((error as Error).message).toMatch(words)
})
