import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AttributeIds,
  type ClientSession,
  DataType,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  Variant,
} from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulation } from '../../../devices/simulated/simulation.ts'
import { startOnSockets, until } from './real-clock.ts'
import { siteOf } from './sites.ts'

const site = siteOf([
  { kind: 'flywheel', id: 'wheels', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
  { kind: 'hydrogen', id: 'gas', electrolyserKW: 800, electrolyserMinKW: 120, fuelCellKW: 400, tankKg: 500 },
])
const dataDir = mkdtempSync(join(tmpdir(), 'opc-ua-'))
let simulation: Simulation

beforeAll(async () => {
  simulation = await startOnSockets(site, dataDir)
}, 20_000)
afterAll(async () => {
  await simulation.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function asking<T>(id: string, ask: (session: ClientSession, index: number) => Promise<T>): Promise<T> {
  const client = OPCUAClient.create({
    endpointMustExist: false,
    securityMode: MessageSecurityMode.None,
    securityPolicy: SecurityPolicy.None,
    connectionStrategy: { maxRetry: 0 },
    clientCertificateManager: new OPCUACertificateManager({ rootFolder: join(dataDir, 'client') }),
  })
  try {
    await client.connect(simulation.endpoints[id] ?? '')
    const session = await client.createSession()
    try {
      const namespaces = await session.readNamespaceArray()
      return await ask(
        session,
        namespaces.findIndex((name) => name.startsWith('urn:powerchain:') && !name.includes('simulated')),
      )
    } finally {
      await session.close()
    }
  } finally {
    await client.disconnect()
  }
}

const readAt = (session: ClientSession, nodeId: string) => session.read({ nodeId, attributeId: AttributeIds.Value })
const write = (session: ClientSession, nodeId: string, dataType: DataType, value: number) =>
  session.write({ nodeId, attributeId: AttributeIds.Value, value: { value: new Variant({ dataType, value }) } })

test('a flywheel bank shows its values with the time they were taken, and its serial number', async () => {
  await asking('wheels', async (session, index) => {
    expect((await readAt(session, `ns=${index};s=Bank.SerialNumber`)).value.value).toBe('SIM-WHEELS')
    const stored = await readAt(session, `ns=${index};s=Bank.StoredEnergyPercent`)
    expect(stored.value.value).toBeCloseTo(50, 0)
    expect(Math.abs((stored.sourceTimestamp?.getTime() ?? 0) - Date.now())).toBeLessThan(500)
    const again = await readAt(session, `ns=${index};s=Bank.UnitsReady`)
    await until(async () => {
      const { sourceTimestamp } = await readAt(session, `ns=${index};s=Bank.UnitsReady`)
      return (sourceTimestamp?.getTime() ?? 0) > (again.sourceTimestamp?.getTime() ?? 0)
    })
  })
})

test('a setpoint is read back at once, followed, and refused beyond the nameplate', async () => {
  await asking('wheels', async (session, index) => {
    const setpoint = `ns=${index};s=Bank.Setpoint`
    expect((await write(session, setpoint, DataType.Double, 900)).name).toBe('Good')
    expect((await readAt(session, setpoint)).value.value).toBe(900)
    await until(async () => Math.abs((await readAt(session, `ns=${index};s=Bank.Power`)).value.value - 900) < 10, 1_000)
    expect((await write(session, setpoint, DataType.Double, 9_000)).name).toBe('BadOutOfRange')
    expect((await write(session, `ns=${index};s=Bank.Speed`, DataType.Double, 1)).name).toMatch(/^Bad/)
    expect((await write(session, `ns=${index};s=Bank.Heartbeat`, DataType.UInt32, 5)).name).toBe('Good')
    expect((await readAt(session, `ns=${index};s=Bank.Heartbeat`)).value.value).toBe(5)
  })
})

test('a hydrogen storage counts in W and as a load, and shows the demand in force apart', async () => {
  await asking('gas', async (session, index) => {
    await write(session, `ns=${index};s=Plant.PowerDemand`, DataType.Double, 400_000)
    expect((await readAt(session, `ns=${index};s=Plant.PowerDemandInForce`)).value.value).toBe(400_000)
    await until(() => simulation.plant.powerKW('gas') < -10)
  })
})

const tankFill = () => asking('gas', (session, index) => readAt(session, `ns=${index};s=Plant.Tank.Fill`))
const answers = () =>
  tankFill().then(
    () => true,
    () => false,
  )

test('a silent device refuses connections and answers at the same address when healed', async () => {
  simulation.plant.fault('gas', 'silent')
  await until(async () => !(await answers()))
  simulation.plant.fault('gas', undefined)
  await until(answers)
  expect((await tankFill()).value.value).toBeGreaterThan(40)
})
