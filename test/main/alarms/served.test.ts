import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { silentLog } from '../../../domain/log.ts'
import type { Contract } from '../../../domain/rpc/contract.ts'
import type { LiveMessage } from '../../../domain/rpc/live.ts'
import { systemClock } from '../../../main/clock.ts'
import { type RunningSite, startSite } from '../../../main/site.ts'
import { createWorkshop, serveLightDevices } from '../light-site.ts'

const workshop = createWorkshop()
let field: Awaited<ReturnType<typeof serveLightDevices>>
let site: RunningSite
const ports: { close(): void }[] = []

beforeAll(async () => {
  field = await serveLightDevices(workshop.dir)
  const words = { cause: 'It is on.', consequence: 'None.', response: 'Leave it.' }
  const limits = [
    { asset: 'container-1', point: 'activePowerKW', below: 100_000, onDelayS: 0, ...words },
    { asset: 'container-1', point: 'socPct', above: 1, ...words },
  ]
  const siteFile = workshop.write({ ...field.site, alarms: { points: limits } })
  const { dataDir } = workshop
  site = await startSite({ siteFile, dataDir, version: '1', clock: systemClock, log: silentLog })
})
afterAll(async () => {
  for (const port of ports) port.close()
  await site.stop()
  await field.stop()
  workshop.remove()
})

function connect(person: Person) {
  const { port1, port2 } = new MessageChannel()
  site.connectPort(port1 as never, person)
  port2.start()
  ports.push(port2)
  return createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }))
}

async function until(client: ReturnType<typeof connect>, fits: (message: LiveMessage) => boolean) {
  for await (const message of await client.live.stream()) if (fits(message)) return message
  throw new Error('the stream ended')
}

const code = 'limit.activePowerKW.below'

test('a limit of the site file is announced, shelved, looked up, and exported over the wire', async () => {
  const operator = connect({ name: 'Ada', role: 'operator' })
  const { alarms = [] } = await until(operator, (message) => message.alarms?.some((it) => it.code === code) ?? false)
  const alarm = alarms.find((it) => it.code === code)
  const alarmId = alarm?.id ?? ''
  expect(alarm?.text).toContain('below 100000.0 kW')
  await operator.alarms.shelve({ alarmId, minutes: 5, reason: 'known work', revision: alarm?.revision ?? 0 })
  const { alarmSituation } = await until(operator, (message) => message.alarmSituation?.shelved === 1)
  expect(alarmSituation).toMatchObject({ shelved: 1, notEvaluated: 1 })
  const aside = await operator.alarms.aside()
  expect(aside).toMatchObject({
    setAside: [{ kind: 'shelved', code, assetId: 'container-1', by: 'Ada', reason: 'known work' }],
    alarms: [{ id: alarmId, aside: 'shelved' }],
    notEvaluated: [{ code: 'limit.socPct.above' }],
  })
  await operator.alarms.unshelve({ id: aside.setAside[0]?.id ?? '', reason: 'done' })
  const detail = await operator.alarms.detail({ alarmId })
  expect(detail.definition?.cause).toBe('It is on.')
  expect(detail.steps.map(({ event, person }) => [event, person])).toEqual([
    ['raised', undefined],
    ['shelved', 'Ada'],
    ['released', 'Ada'],
  ])
  const journal = await operator.alarms.journal({ code, event: 'raised' })
  expect(journal).toMatchObject([{ alarmId, assetId: 'container-1' }])
  const file = await operator.alarms.export({ what: 'journal', format: 'csv', code })
  expect(Buffer.from(file.base64, 'base64').toString()).toContain('known work')
  const audited = (await operator.history.audit({ limit: 10 })).find((row) => row.person !== 'engine')
  expect(audited).toMatchObject({ person: 'Ada', action: 'AlarmUnshelved' })
})

test('figures and rationalisation come over the wire', async () => {
  const viewer = connect({ name: 'Vi', role: 'viewer' })
  const now = systemClock.now()
  const kpis = await viewer.alarms.kpis({ from: now - 3_600_000, to: now + 1 })
  expect(kpis.announced).toBeGreaterThan(0)
  const rows = await viewer.alarms.rationalisation()
  expect(rows.find((row) => row.code === code)).toMatchObject({ origin: 'site', timesIn30Days: 1 })
})

test('viewers look and do not touch; out of service is for engineers', async () => {
  const [viewer, operator] = [connect({ name: 'Vi', role: 'viewer' }), connect({ name: 'Ada', role: 'operator' })]
  const denied = expect.objectContaining({ code: 'Access.Denied' })
  await expect(viewer.alarms.shelve({ alarmId: 'x', minutes: 5, reason: 'because' })).rejects.toEqual(denied)
  await expect(viewer.alarms.acknowledgeMany({ alarms: [{ alarmId: 'x' }], note: '' })).rejects.toEqual(denied)
  await expect(operator.alarms.outOfService({ assetId: 'pv', reason: 'because' })).rejects.toEqual(denied)
  await expect(operator.alarms.inService({ id: 'x', reason: 'because' })).rejects.toEqual(denied)
})
