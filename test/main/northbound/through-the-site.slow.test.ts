import { createServer } from 'node:net'
import modbusSerial from 'modbus-serial'
import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { systemClock as clock } from '../../../main/clock.ts'
import { startSite } from '../../../main/site.ts'
import { createWorkshop, lightSite } from '../light-site.ts'

const ModbusRTU = (modbusSerial as unknown as { default?: typeof modbusSerial }).default ?? modbusSerial

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

test('a running site is read by another system: good values, and a watchdog that goes on', async () => {
  const shop = createWorkshop()
  const port = await freePort()
  const siteFile = shop.write({ ...lightSite, northbound: { modbus: { port } } })
  const site = await startSite({ siteFile, dataDir: shop.dataDir, version: '1.0.0', clock, log: silentLog })
  const client = new ModbusRTU()
  try {
    await expect.poll(() => client.connectTCP('127.0.0.1', { port }).then(() => 'in', String)).toBe('in')
    client.setID(1)
    // the grid meter's power and quality
    await expect.poll(async () => (await client.readInputRegisters(402, 1)).data[0], { timeout: 8_000 }).toBe(0)
    const power = (await client.readInputRegisters(400, 2)).buffer.readFloatBE()
    expect(Number.isFinite(power)).toBe(true)
    const [running, watchdog = 0] = (await client.readInputRegisters(8, 2)).data
    expect(running).toBe(1)
    await expect.poll(async () => (await client.readInputRegisters(9, 1)).data[0]).toBeGreaterThan(watchdog)
  } finally {
    await new Promise<void>((done) => client.close(() => done()))
    await site.stop()
    shop.remove()
  }
}, 20_000)
