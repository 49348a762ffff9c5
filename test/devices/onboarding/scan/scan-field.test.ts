import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLines } from '../../../../devices/transports/modbus/lines.ts'
import { deviceConfig } from '../../../../domain/site.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { float32 } from '../../definitions/modbus-dump.ts'
import { commonHex, endHex, markerHex, modelHex } from '../../sunspec/register-dump.ts'
import { type FakeModbus, startFakeModbus } from '../../transports/fake-modbus-server.ts'
import { beginScan, calledSo, onlyUnits, runScan } from './scan-for-test.ts'

let fakes: FakeModbus[] = []
let servers: { server: Server; sockets: Set<Socket>; seen: Buffer[] }[] = []

beforeEach(() => {
  fakes = []
  servers = []
})
afterEach(async () => {
  for (const fake of fakes) await fake.stop()
  for (const { server, sockets } of servers) {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => void server.close(resolve))
  }
})

async function fakeAt(host: string, port = 0): Promise<FakeModbus> {
  const fake = await startFakeModbus({ host, port })
  fake.twist = onlyUnits(1)
  fakes.push(fake)
  return fake
}

/** Something that is no Modbus device: says `answer` to whatever comes; nothing when absent. */
async function strangerAt(host: string, port: number, answer?: string) {
  const sockets = new Set<Socket>()
  const seen: Buffer[] = []
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    socket.on('data', (chunk) => {
      seen.push(chunk)
      if (answer !== undefined) socket.end(answer)
    })
  })
  await new Promise<void>((resolve) => void server.listen(port, host, resolve))
  servers.push({ server, sockets, seen })
  return { seen, sockets }
}

const sdm630 = (fake: FakeModbus) =>
  fake.put(
    0x00,
    float32(230.5),
    0x34,
    float32(-4_250),
    0x3c,
    float32(310),
    0x46,
    float32(49.98),
    0x48,
    float32(1_234.5),
  )

describe('a range of hosts', () => {
  test('is asked place by place, and nobody beside it', async () => {
    const first = await fakeAt('127.0.0.2')
    const { port } = first
    const [before, after] = [await fakeAt('127.0.0.1', port), await fakeAt('127.0.0.4', port)]
    const third = await fakeAt('127.0.0.3', port)
    const { found, end } = await runScan(`modbus-tcp://127.0.0.2-3:${port}/1-2`)
    expect(found.map(({ endpoint, unit }) => [endpoint, unit]).sort()).toEqual([
      [`modbus-tcp://127.0.0.2:${port}`, 1],
      [`modbus-tcp://127.0.0.3:${port}`, 1],
    ])
    expect(end).toEqual({ type: 'end', found: 2, silent: 2, ended: '' })
    expect([before.accepted, after.accepted]).toEqual([0, 0])
    for (const fake of [first, third]) {
      expect(fake.accepted).toBe(1)
      expect(new Set(fake.requests.map(({ unit }) => unit))).toEqual(new Set([1, 2]))
      expect(fake.requests.filter(({ function: code }) => ![1, 2, 3, 4, 43].includes(code))).toEqual([])
      await expect.poll(() => fake.open()).toBe(0)
    }
  })

  test('a host that hangs, one that speaks HTTP and one that refuses hold nobody up', async () => {
    const good = await fakeAt('127.0.0.2')
    const hanging = await strangerAt('127.0.0.3', good.port)
    const web = await strangerAt('127.0.0.4', good.port, 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    const { found, end } = await runScan(`modbus-tcp://127.0.0.2-5:${good.port}/1-2`)
    expect(found.map(({ endpoint, unit }) => [endpoint, unit])).toEqual([[good.endpoint, 1]])
    expect(end).toMatchObject({ found: 1, silent: 7, ended: '' })
    expect(hanging.seen).toHaveLength(2)
    expect(web.seen).toHaveLength(2)
    for (const { sockets } of servers) await expect.poll(() => [...sockets].every((one) => one.destroyed)).toBe(true)
  })
})

test('tells how far it is a few times a second, however fast it goes', async () => {
  const { progress, steps, end } = await runScan('modbus-tcp://127.0.0.1-200:1/1-5')
  expect(end).toMatchObject({ found: 0, silent: 1_000, ended: '' })
  expect(progress.length).toBeLessThan(100)
  expect(progress.at(-1)).toMatchObject({ asked: 1_000, total: 1_000 })
  expect(progress[0]?.now).toMatch(/^modbus-tcp:\/\/127\.0\.0\.\d+:1\/\d$/)
  expect(steps.at(-1)).toBe(end)
})

describe('who a unit is', () => {
  test('SunSpec: maker, model and serial number, and the definitions that fit', async () => {
    const fake = await fakeAt('127.0.0.1')
    fake.twist = onlyUnits(1)
    const inverter = modelHex({ id: 103, length: 50, fields: { 14: '0064', 15: '0000' } })
    fake.put(40_000, markerHex + commonHex('SolarEdge', 'SE17K', 'SN-9') + inverter + endHex)
    const { found } = await runScan(`${fake.endpoint}/1`)
    expect(found[0]).toMatchObject({ maker: 'SolarEdge', model: 'SE17K', serial: 'SN-9', detail: 'SunSpec 1 103' })
    expect(found[0]?.proposals[0]).toMatchObject({ definition: 'solaredge/inverter' })
    expect(found[0]?.proposals[0]?.fit).toBeGreaterThan(0.8)
    expect(found[0]?.proposals.find(({ definition }) => definition === 'fronius/sunspec-inverter')?.fit).toBeLessThan(
      0.5,
    )
  })

  test('identification: the definition of that maker and model comes first', async () => {
    const fake = await fakeAt('127.0.0.1')
    fake.twist = calledSo('ABB', 'B23 112-100')
    fake.put(0x5b00, '000008fd', 0x5b14, 'fffdb610', 0x5b2c, '1387', 0x5000, '000000000012d687')
    const { found } = await runScan(`${fake.endpoint}/1`)
    expect(found[0]).toMatchObject({ maker: 'ABB', model: 'B23 112-100' })
    expect(found[0]?.proposals[0]).toMatchObject({ definition: 'abb/b23-b24' })
    expect(found[0]?.proposals[0]?.because).toMatch(/it says it is ABB B23/)
    expect(found[0]?.proposals[0]?.fit).toBeGreaterThan(0.5)
  })

  test('a device that does not say who it is: definitions whose points read well', async () => {
    const fake = await fakeAt('127.0.0.1')
    sdm630(fake)
    const { found } = await runScan(`${fake.endpoint}/1`)
    expect(found[0]).toMatchObject({ maker: '', model: '', detail: 'answers, but does not say who it is' })
    expect(found[0]?.proposals[0]).toMatchObject({ definition: 'eastron/sdm630' })
    expect(found[0]?.proposals[0]?.because).toMatch(/^5 of 6 points read well/)
    expect(found[0]?.proposals[0]?.fit).toBeLessThanOrEqual(0.9)
  })

  test('empty registers fit nothing', async () => {
    const fake = await fakeAt('127.0.0.1')
    expect((await runScan(`${fake.endpoint}/1`)).found[0]?.proposals).toEqual([])
  })
})

const device = (endpoint: string, unit: number, definition: string) =>
  deviceConfig.parse({ id: 'meter-1', definition, endpoint, unit })

describe('a place the site uses', () => {
  test('is asked over the connection the device has, with its own definition, and named', async () => {
    const fake = await fakeAt('127.0.0.1')
    fake.twist = onlyUnits(1, 2)
    sdm630(fake)
    const lines = createLines()
    const events = { answered: () => {}, unanswered: () => {}, lost: () => {} }
    const { host, port } = { host: '127.0.0.1', port: fake.port }
    const { signal } = new AbortController()
    const own = await lines.attach({
      address: { scheme: 'modbus-tcp', host, port },
      folder: '.',
      clock,
      signal,
      settings: { unit: 2, events },
    })
    const site = { devices: [device(fake.endpoint, 2, 'eastron/sdm630')] }
    const { found } = await runScan(`${fake.endpoint}/1-3`, { site, lines })
    expect(found.map(({ unit, deviceId }) => [unit, deviceId])).toEqual([
      [1, undefined],
      [2, 'meter-1'],
    ])
    expect(found[1]?.proposals.map(({ definition }) => definition)).toEqual(['eastron/sdm630'])
    expect(fake.requests.filter(({ unit, function: code }) => unit === 2 && code === 43)).toEqual([])
    expect(fake.accepted).toBe(1)
    await own.ask({ kind: 'read', table: 'holding', start: 0, length: 1 })
    own.close()
    await expect.poll(() => fake.open()).toBe(0)
  })

  test('is not asked in another way than the site does', async () => {
    const fake = await fakeAt('127.0.0.1')
    const site = { devices: [device(fake.endpoint.replace('tcp', 'rtu-tcp'), 9, 'eastron/sdm630')] }
    const { end, found } = await runScan(`${fake.endpoint}/1-2`, { site })
    expect([found, end?.silent, fake.accepted]).toEqual([[], 2, 0])
  })
})

describe('a scan that is stopped', () => {
  test('ends at once, says so and leaves no connection', async () => {
    const { port } = await fakeAt('127.0.0.2')
    const hanging = await strangerAt('127.0.0.3', port)
    const stop = new AbortController()
    const { end } = await (async () => {
      setTimeout(() => stop.abort(), 200)
      return runScan(`modbus-tcp://127.0.0.2-3:${port}/1-100`, { signal: stop.signal })
    })()
    expect(end).toMatchObject({ found: 1, ended: 'stopped' })
    expect(end?.silent).toBeLessThan(10)
    await expect.poll(() => [...hanging.sockets].every((one) => one.destroyed)).toBe(true)
    await expect.poll(() => fakes[0]?.open()).toBe(0)
  })

  test('whoever no longer listens leaves no connection behind', async () => {
    const fake = await fakeAt('127.0.0.1')
    for await (const step of beginScan(`${fake.endpoint}/1-50`)) if (step.type === 'found') break
    await expect.poll(() => fake.open()).toBe(0)
    expect(new Set(fake.requests.map(({ unit }) => unit)).size).toBeLessThan(4)
  })

  test('a range that is none is refused before anything is asked', async () => {
    await expect(runScan('modbus-tcp://127.0.0.1/1')).rejects.toMatchObject({ code: 'Config.Invalid' })
  })
})
