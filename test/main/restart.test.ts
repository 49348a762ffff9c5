import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { readFileSync, writeFileSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../domain/access.ts'
import { silentLog } from '../../domain/log.ts'
import type { Contract } from '../../domain/rpc/contract.ts'
import { systemClock } from '../../main/clock.ts'
import { runSite, type SiteRunner } from '../../main/run-site.ts'
import { createWorkshop, serveLightDevices } from './light-site.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const workshop = createWorkshop()
let field: Awaited<ReturnType<typeof serveLightDevices>>
let siteFile = ''
let runner: SiteRunner | undefined
const closers: (() => void)[] = []

beforeAll(async () => {
  field = await serveLightDevices(workshop.dir)
  siteFile = workshop.write(field.site)
})
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await runner?.stop()
  runner = undefined
})
afterAll(async () => {
  await field.stop()
  workshop.remove()
})

async function start(): Promise<SiteRunner> {
  workshop.write(field.site)
  const options = { siteFile, dataDir: workshop.dataDir, version: '1', clock: systemClock, log: silentLog }
  runner = await runSite(options, (error) => {
    throw error
  })
  return runner
}

function connect(to: SiteRunner) {
  const { port1, port2 } = new MessageChannel()
  const closed = new Promise<void>((resolve) => port2.once('close', resolve))
  to.connectPort(port1 as never, ada)
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }))
  port2.start()
  closers.push(() => port2.close())
  return { client, closed }
}

test('a restart over rpc takes the changed site file; old connections end, the listener stays', async () => {
  const site = await start()
  const { client, closed } = connect(site)
  expect((await client.site.describe()).name).toBe('Light site')
  const table = await client.field.exportDevices({ format: 'csv' })
  const csv = Buffer.from(table.base64, 'base64').toString()
  const pv = csv.split('\r\n').find((line) => line.startsWith('pv,')) ?? ''
  const added = pv
    .replaceAll(/(?<=^|,)pv(?=,)/g, 'pv-2')
    .replace(',pv-2,500', ',pv,500')
    .replace('pv-2,Sun,pv-2', 'pv-2,Second sun,pv')
  const given = { name: 'list.csv', base64: Buffer.from(`${csv}${added}\r\n`).toString('base64') }
  const check = await client.field.checkDevices(given)
  expect(check).toMatchObject({ faults: [], changes: [{ deviceId: 'pv-2', what: 'added' }] })
  await client.field.applyDevices({ checkId: check.checkId, reason: 'a second field' })
  await client.site.restart({ reason: 'take the new device' })
  await closed
  await expect
    .poll(
      () =>
        connect(site)
          .client.site.describe()
          .then(({ devices }) => devices.at(-1)),
      { timeout: 5_000 },
    )
    .toMatchObject({
      id: 'pv-2',
      mode: 'commissioning',
    })
  const again = connect(site).client
  const actions = (await again.history.audit({ limit: 50 })).map((row) => `${row.person} ${row.action}`)
  expect(actions).toEqual(expect.arrayContaining(['Ada DevicesApplied', 'Ada SiteRestarted', 'engine SiteStopped']))
})

test('a faulty site file is told to whoever asks, and the former one keeps running', async () => {
  const { client } = connect(await start())
  writeFileSync(siteFile, readFileSync(siteFile, 'utf8').replace('"Light site"', '7'))
  const refusal = client.site.restart({ reason: 'try the new file' })
  await expect(refusal).rejects.toMatchObject({
    code: 'Config.Invalid',
    message: expect.stringMatching(/site\.yaml:\d+:\d+ name: a text/) as string,
  })
  expect((await client.site.describe()).name).toBe('Light site')
})

test('fault 80: restarted again and again it leaves no handle behind', async () => {
  const before = await startAndRestart(1)
  expect(await startAndRestart(5)).toEqual(before)
}, 120_000)

async function startAndRestart(times: number): Promise<Record<string, number>> {
  const site = await start()
  for (let i = 0; i < times; i++) {
    const { client, closed } = connect(site)
    const before = site.current()
    await client.site.restart({ reason: 'again' })
    await closed
    await expect.poll(() => site.current() !== before, { timeout: 30_000 }).toBe(true)
  }
  await site.stop()
  await settled()
  return handles()
}

function handles(): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) counted[kind] = (counted[kind] ?? 0) + 1
  delete counted['Immediate']
  return counted
}

async function settled(): Promise<void> {
  for (const close of closers.splice(0)) close()
  await new Promise((resolve) => setTimeout(resolve, 400))
}
