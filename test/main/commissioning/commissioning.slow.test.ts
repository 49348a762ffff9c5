import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { PulseStep } from '../../../domain/rpc/field/commissioning.ts'
import type { Contract } from '../../../domain/rpc/contract.ts'
import { systemClock } from '../../../main/clock.ts'
import { readTable } from '../../../main/tables/read-table.ts'
import { type RunningSite, startSite } from '../../../main/site.ts'
import { createWorkshop, serveLightDevices } from '../light-site.ts'

const workshop = createWorkshop()
const definitions = join(import.meta.dirname, '../../../devices/definitions')
/** The container's model as a file of the site's own, with its signs the wrong way round at first. */
const containerFile = join(workshop.dataDir, 'definitions', 'container.yaml')
let field: Awaited<ReturnType<typeof serveLightDevices>>
let site: RunningSite
let client: ContractRouterClient<Contract>

beforeAll(async () => {
  field = await serveLightDevices(workshop.dir)
  mkdirSync(join(workshop.dataDir, 'definitions'), { recursive: true })
  cpSync(join(definitions, 'container', 'powerchain-mining-container.yaml'), containerFile)
  rewrite((text) =>
    text.replace('powerchain/mining-container', 'acme/container').replaceAll('frame: load', 'frame: generator'),
  )
  const devices = field.site.devices.map((device) =>
    device.id === 'container-1' ? { ...device, definition: 'acme/container', mode: 'commissioning' } : device,
  )
  const siteFile = workshop.write({ ...field.site, devices })
  site = await startSite({ siteFile, dataDir: workshop.dataDir, version: '1.2.3', clock: systemClock, log: silentLog })
  const { port1, port2 } = new MessageChannel()
  site.connectPort(port1 as never, { name: 'Ada', role: 'engineer' })
  client = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  for await (const { status } of await client.live.stream()) if (status.devicesAnswering === 3) break
})
afterAll(async () => {
  await site.stop()
  await field.stop()
  workshop.remove()
})

function rewrite(change: (text: string) => string): void {
  writeFileSync(containerFile, change(readFileSync(containerFile, 'utf8')))
}

async function pulse(byKW: number): Promise<Extract<PulseStep, { type: 'result' }>> {
  const steps = await client.commissioning.pulse({
    assetId: 'container-1',
    byKW,
    seconds: 8,
    reason: 'which way it goes',
  })
  let last: PulseStep | undefined
  for await (const step of steps) last = step
  if (last?.type !== 'result') throw new Error('no result')
  return last
}

const standing = async () => (await client.commissioning.list()).find(({ deviceId }) => deviceId === 'container-1')
const authority = async () => {
  for await (const message of await client.live.stream())
    return message.decisions?.find(({ assetId }) => assetId === 'container-1')?.authority
  return undefined
}

test('fault 87: a new device is steered only once a test pulse has shown its direction and an engineer has accepted it', async () => {
  expect(await standing()).toMatchObject({ state: 'open' })
  expect(await authority()).toBe('commissioning')
  await expect(client.dispatch.select({ assetId: 'container-1' })).rejects.toMatchObject({
    code: 'Dispatch.NotControllable',
  })
  const refused = client.commissioning.setAuthority({ assetId: 'container-1', authority: 'control', reason: 'at once' })
  await expect(refused).rejects.toMatchObject({ code: 'Field.NotAccepted' })
  await expect(client.commissioning.accept({ deviceId: 'container-1' })).rejects.toMatchObject({
    code: 'Field.NotAccepted',
  })

  rewrite((text) => text.replaceAll('frame: generator', 'frame: load'))
  await expect
    .poll(async () => (await client.field.models()).models.find(({ id }) => id === 'acme/container'))
    .toMatchObject({
      origin: 'site',
      usedBy: ['container-1'],
    })
  await client.field.reloadModels()
  for await (const { status } of await client.live.stream()) if (status.devicesAnswering === 3) break
  const first = client.commissioning.pulse({
    assetId: 'container-1',
    byKW: -300,
    seconds: 8,
    reason: 'which way it goes',
  })
  const running = await first
  await expect(pulse(-300)).rejects.toMatchObject({ code: 'Field.Busy' })
  let result: PulseStep | undefined
  for await (const step of running) result = step
  expect(result).toMatchObject({ type: 'result', direction: 'right' })

  const examined = await client.commissioning.examine({ deviceId: 'container-1' })
  expect(examined.checks.map(({ id, result: found }) => `${id} ${found}`)).toContain('identity warn')
  expect(examined.checks.filter((check) => check.result === 'fail')).toEqual([])
  const accepted = await client.commissioning.accept({ deviceId: 'container-1', note: 'all seen' })
  expect(accepted).toMatchObject({ state: 'accepted', acceptedBy: 'Ada', note: 'all seen' })
  await expect.poll(authority).toBe('control')
  await client.commissioning.setAuthority({
    assetId: 'container-1',
    authority: 'handedOver',
    reason: 'the maker tests',
  })
  await expect.poll(authority).toBe('handedOver')
  await client.commissioning.setAuthority({ assetId: 'container-1', authority: 'control', reason: 'given back' })

  const report = await readTable(await client.commissioning.report({ format: 'csv' }))
  const column = (name: string) => report.rows.map(({ cells }) => cells[report.columns.indexOf(name)])
  expect(column('acceptance')).toContainEqual(
    expect.stringMatching(/^accepted by Ada, \d{4}-\d\d-\d\d \d\d:\d\d \+00:00: all seen$/),
  )
  const pdf = Buffer.from((await client.commissioning.report({ format: 'pdf' })).base64, 'base64')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')

  rewrite((text) => text.replace('source:', '# newer\nsource:').replace(/source: (.*)/, 'source: another manual'))
  await client.field.reloadModels()
  await expect.poll(async () => (await standing())?.state, { timeout: 4_000 }).toBe('open')
  const actions = async () =>
    (await client.history.audit({ limit: 200 })).map(({ person, action }) => `${person} ${action}`)
  await expect.poll(actions, { timeout: 4_000 }).toContain('engine AcceptanceReopened')
  expect(await actions()).toEqual(
    expect.arrayContaining(['Ada PulseGiven', 'Ada PulseJudged', 'Ada DeviceExamined', 'Ada DeviceAccepted']),
  )
}, 60_000)
