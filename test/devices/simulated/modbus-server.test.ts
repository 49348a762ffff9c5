import ModbusRTU from 'modbus-serial'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulation } from '../../../devices/simulated/simulation.ts'
import { startOnSockets, until } from './real-clock.ts'
import { siteOf } from './sites.ts'

const site = siteOf([
  { kind: 'container', id: 'miner', container: 'sha256' },
  { kind: 'battery', id: 'battery', chemistry: 'liIon', ratedPowerKW: 500, ratedEnergyKWh: 1_000 },
])
let simulation: Simulation
const clients: ModbusRTU[] = []

beforeAll(async () => {
  simulation = await startOnSockets(site, '')
})
afterAll(async () => {
  for (const client of clients) client.close(() => {})
  await simulation.stop()
})

async function connect(id: string, unit = 1): Promise<ModbusRTU> {
  const client = new ModbusRTU()
  clients.push(client)
  client.setTimeout(400)
  await client.connectTCP('127.0.0.1', { port: Number(new URL(simulation.endpoints[id] ?? '').port) })
  client.setID(unit)
  return client
}

const exceptionOf = async (answer: Promise<unknown>) => {
  try {
    await answer
  } catch (error) {
    return (error as { modbusCode?: number }).modbusCode
  }
  return undefined
}

test('a container shows its draw as its maker counts it, and its serial number', async () => {
  const client = await connect('miner')
  const serial = await client.readInputRegisters(0, 16)
  expect(serial.buffer.toString('latin1').replaceAll('\0', '')).toBe('SIM-MINER')
  const { buffer } = await client.readInputRegisters(100, 13)
  expect(buffer.readInt32BE(0) / 10).toBeCloseTo(180, -1)
  expect(buffer.readInt32BE(4)).toBe(1_800)
  expect(buffer.readFloatBE(20)).toBeGreaterThan(500)
})

test('a setpoint written to its registers is followed on its own meter', async () => {
  const client = await connect('miner')
  const wanted = Buffer.alloc(4)
  wanted.writeInt32BE(2_200)
  await client.writeRegisters(10, wanted as unknown as number[])
  expect((await client.readInputRegisters(102, 2)).buffer.readInt32BE(0)).toBe(2_200)
  await until(async () => Math.abs((await client.readInputRegisters(100, 2)).buffer.readInt32BE(0) - 2_200) < 30)
  expect(simulation.plant.powerKW('miner')).toBeCloseTo(-220, -1)
})

test('a heartbeat is counted', async () => {
  const client = await connect('miner')
  await client.writeRegister(12, 77)
  expect((await client.readInputRegisters(112, 1)).data).toEqual([77])
  expect((await client.readHoldingRegisters(12, 1)).data).toEqual([77])
})

describe('refusals', () => {
  const beyond = [0x7fff, 0x7fff]
  test.each<[string, number, (client: ModbusRTU) => Promise<unknown>]>([
    ['a register outside the map', 2, (client) => client.readInputRegisters(9_000, 2)],
    ['a read past the end of the map', 2, (client) => client.readInputRegisters(230, 10)],
    ['the wrong table', 2, (client) => client.readHoldingRegisters(100, 2)],
    ['writing a value that is only read', 2, (client) => client.writeRegister(108, 1)],
    ['half a setpoint', 2, (client) => client.writeRegister(10, 0)],
    ['a setpoint beyond the nameplate', 3, (client) => client.writeRegisters(10, beyond)],
    ['a coil', 1, (client) => client.readCoils(0, 1)],
  ])('%s answers exception %d', async (_what, code, ask) => {
    const client = await connect('miner')
    expect(await exceptionOf(ask(client))).toBe(code)
  })

  test('another unit does not answer', async () => {
    const client = await connect('miner', 9)
    await expect(client.readInputRegisters(100, 2)).rejects.toThrow(/[Tt]imed out/)
  })
})

test('a silent device drops its connections and answers again when healed', async () => {
  const client = await connect('battery')
  expect((await client.readHoldingRegisters(1_010, 1)).data[0]).toBeGreaterThan(4_000)
  simulation.plant.fault('battery', 'silent')
  await until(() =>
    connect('battery').then(
      () => false,
      () => true,
    ),
  )
  await until(() => Promise.resolve(!client.isOpen))
  simulation.plant.fault('battery', undefined)
  let again: ModbusRTU | undefined
  await until(async () => {
    again = await connect('battery').catch(() => undefined)
    return again !== undefined
  })
  expect((await again?.readHoldingRegisters(1_010, 1))?.data[0]).toBeGreaterThan(4_000)
})
