import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { readdirSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../../domain/access.ts'
import { silentLog } from '../../domain/log.ts'
import type { Contract } from '../../domain/rpc/contract.ts'
import type { LiveMessage } from '../../domain/rpc/live.ts'
import { systemClock } from '../../main/clock.ts'
import { type RunningSite, startSite } from '../../main/site.ts'
import { createWorkshop, lightSite, serveLightDevices } from './light-site.ts'

const ada: Person = { name: 'Ada', role: 'operator' }
const workshop = createWorkshop()
let field: Awaited<ReturnType<typeof serveLightDevices>>
let siteFile = ''
const running: RunningSite[] = []
const closers: (() => void)[] = []

beforeAll(async () => {
  field = await serveLightDevices(workshop.dir)
  siteFile = workshop.write(field.site)
})
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  for (const site of running.splice(0)) await site.stop()
})
afterAll(async () => {
  await field.stop()
  workshop.remove()
})

async function start(file = siteFile): Promise<RunningSite> {
  const { dataDir } = workshop
  const site = await startSite({ siteFile: file, dataDir, version: '1.2.3', clock: systemClock, log: silentLog })
  running.push(site)
  return site
}

function connect(site: RunningSite, person = ada) {
  const { port1, port2 } = new MessageChannel()
  site.connectPort(port1 as never, person)
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }))
  port2.start()
  closers.push(() => port2.close())
  return client
}

/** Reads the stream until a message fits. */
async function until(client: ReturnType<typeof connect>, fits: (message: LiveMessage) => boolean) {
  for await (const message of await client.live.stream()) if (fits(message)) return message
  throw new Error('the stream ended')
}

const allAnswer = ({ status }: LiveMessage) => status.devicesAnswering === status.devicesTotal && status.pointsGood > 20

test('the whole way: device, image, control, store, stream, command, audit', async () => {
  const client = connect(await start())
  const site = await client.site.describe()
  expect(site).toMatchObject({ name: 'Light site', version: '1.2.3', isSimulated: false, person: ada })
  expect(site.devices[2]).toMatchObject({ isControlled: true, model: expect.stringContaining('ontainer') })
  const live = await until(client, allAnswer)
  expect(live.status).toMatchObject({ historianState: 'storing', priceEurPerMWh: expect.any(Number) })
  const ahead = await client.forecast.get({ hours: 2 })
  expect(ahead.prices).toMatchObject({ state: 'good', importEurPerMWh: expect.arrayContaining([expect.any(Number)]) })
  expect(ahead.forecasts[0]).toMatchObject({
    quantity: 'price',
    edges: { length: 9 },
    note: expect.stringContaining('days'),
  })

  const reservation = await client.dispatch.select({ assetId: 'container-1' })
  const command = { reservationId: reservation.id, powerKW: -700, reason: 'a test', until: Date.now() + 60_000 }
  const instruction = await client.dispatch.operate({ ...command, idempotencyKey: crypto.randomUUID() })
  expect(instruction).toMatchObject({ assetId: 'container-1', powerKW: -700, owner: 'Ada' })
  await new Promise<void>((resolve) =>
    field.plant.onWrite((device, powerKW) => device === 'container-1' && Math.abs(powerKW + 700) < 0.5 && resolve()),
  )

  const audit = await client.history.audit({ limit: 50 })
  expect(audit.map((row) => row.person)).toContain('Ada')
  expect(await client.history.verifyAudit()).toMatchObject({ brokenAt: null })
  // the first second's scan may have come before the meter's first answer
  const trendIsThere = async () => {
    const to = Date.now() + 1_000
    const ask = { assetId: 'grid', point: 'activePowerKW', from: to - 20_000, to, buckets: 20 } as const
    return (await client.history.trend(ask)).mean.some((value) => value !== null)
  }
  await expect.poll(trendIsThere, { timeout: 5_000 }).toBe(true)
})

test('an instruction in force outlives a restart', async () => {
  const first = await start()
  const client = connect(first)
  await until(client, allAnswer)
  const { id } = await client.dispatch.select({ assetId: 'container-1' })
  const command = { reservationId: id, powerKW: -600, reason: 'a test', until: Date.now() + 60_000 }
  const given = await client.dispatch.operate({ ...command, idempotencyKey: crypto.randomUUID() })
  await first.stop()
  const again = await until(connect(await start()), (message) => (message.instructions ?? []).length > 0)
  expect(again.instructions?.map((instruction) => instruction.id)).toContain(given.id)
})

test('fault 35: two engines do not share a data folder', async () => {
  await start()
  await expect(start()).rejects.toThrow(expect.objectContaining({ code: 'Store.InUse' }))
})

describe('nothing starts half-way', () => {
  test('a wrong site file names file, line and what was expected, and leaves no data folder behind', async () => {
    const other = createWorkshop()
    const wrong = { ...field.site, cycleMs: 10, assets: [] }
    const options = {
      siteFile: other.write(wrong),
      dataDir: other.dataDir,
      version: '1',
      clock: systemClock,
      log: silentLog,
    }
    const error: unknown = await startSite(options).catch((e: unknown) => e)
    expect(error).toMatchObject({
      code: 'Config.Invalid',
      message: expect.stringMatching(/site\.yaml:\d+:\d+ cycleMs: /),
    })
    expect(readdirSync(other.dir)).toEqual(['site.yaml'])
    other.remove()
  })

  test('a failure after the folder was taken lets go of it', async () => {
    const other = createWorkshop()
    const simulated = { ...field.site, devices: lightSite.devices }
    const profiles = { pv: { csv: 'missing.csv', column: 'x', unit: 'kW' } }
    const siteFile = other.write({ ...simulated, simulation: { profiles } })
    const options = { siteFile, dataDir: other.dataDir, version: '1', clock: systemClock, log: silentLog }
    for (let i = 0; i < 2; i++)
      await expect(startSite(options)).rejects.toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^Config/) }),
      )
    other.remove()
  })
})

test('fault 80: started and stopped 50 times the site leaves no handle behind', async () => {
  await once()
  await once()
  await settled()
  const before = handles()
  for (let i = 0; i < 50; i++) await once()
  await settled()
  expect(handles()).toEqual(before)
}, 180_000)

async function once(): Promise<void> {
  const site = await start()
  const client = connect(site)
  await (await client.live.stream()).next()
  for (const close of closers.splice(0)) close()
  await site.stop()
  running.length = 0
}

/** What keeps the process alive, counted by kind; the field's own connections come and go and are not ours. */
function handles(): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counted[kind] = (counted[kind] ?? 0) + 1
  delete counted['Immediate']
  return counted
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300))
}
