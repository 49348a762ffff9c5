import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { Contract } from '../../../domain/rpc/contract.ts'
import { systemClock } from '../../../main/clock.ts'
import { type RunningSite, startSite } from '../../../main/site.ts'
import { verifyText } from '../../../main/verify/documents.ts'
import { createWorkshop, serveLightDevices } from '../light-site.ts'

const workshop = createWorkshop()
let field: Awaited<ReturnType<typeof serveLightDevices>>
let site: RunningSite
let client: ContractRouterClient<Contract>

async function start(): Promise<void> {
  const siteFile = workshop.write(field.site)
  site = await startSite({ siteFile, dataDir: workshop.dataDir, version: '1.2.3', clock: systemClock, log: silentLog })
  const { port1, port2 } = new MessageChannel()
  site.connectPort(port1 as never, { name: 'Ada', role: 'operator' })
  client = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  for await (const { status } of await client.live.stream()) if (status.devicesAnswering === 3) break
}

beforeAll(async () => {
  field = await serveLightDevices(workshop.dir)
  await start()
})
afterAll(async () => {
  await site.stop()
  await field.stop()
  workshop.remove()
})

async function operate(powerKW: number, seconds: number): Promise<void> {
  const { id } = await client.dispatch.select({ assetId: 'container-1' })
  const until = Date.now() + seconds * 1_000
  const command = { reservationId: id, powerKW, reason: 'a test', until, idempotencyKey: crypto.randomUUID() }
  await client.dispatch.operate(command)
}

test('over real sockets and a real restart: two orders, two records, both verify without the site', async () => {
  await operate(-700, 12)
  const list = () => client.proof.list({})
  await expect.poll(async () => (await list()).running.length, { timeout: 5_000 }).toBe(1)
  await expect.poll(async () => (await list()).kept.length, { timeout: 40_000 }).toBe(1)

  await operate(-400, 25)
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  await site.stop()
  await start()
  await expect.poll(async () => (await list()).kept.length, { timeout: 60_000 }).toBe(2)

  const { kept } = await list()
  expect(kept.map(({ n }) => n)).toEqual([2, 1])
  const proof = await client.proof.get({ id: kept[0]?.id ?? '' })
  expect(proof.gaps).toMatchObject([{ reason: 'the engine was not running' }])
  expect(proof.verdict.gapCount).toBeGreaterThanOrEqual(1)
  expect(proof.samples.at.length).toBeGreaterThan(50)
  expect(await client.proof.verify()).toMatchObject({ records: 2, broken: null })
  for (const { id } of kept) {
    const { base64 } = await client.proof.export({ id, format: 'json' })
    const findings = verifyText(Buffer.from(base64, 'base64').toString('utf8'))
    expect(findings.filter(({ result }) => result === 'wrong')).toEqual([])
  }
  const { rows } = await client.proof.qualification()
  expect(rows.some(({ assetId }) => assetId === 'container-1')).toBe(true)
  const trail = await client.history.audit({ limit: 100 })
  expect(trail.filter(({ action }) => action === 'ProofKept')).toHaveLength(2)
})
