import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { silentLog } from '../../../../domain/log.ts'
import type { Contract } from '../../../../domain/rpc/contract.ts'
import type { RuleTryStep } from '../../../../domain/rpc/health/rules.ts'
import { systemClock } from '../../../../main/clock.ts'
import { runSite } from '../../../../main/run-site.ts'
import { createWorkshop, serveLightDevices } from '../../light-site.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const text =
  'rule "Sun is measured"\nfor pv\nif activePowerKW above -1 kW for 2 s\nthen breach "There is a value.", severity 3\n'
const soon = { timeout: 20_000, interval: 200 }

test('a rule is written, tried, put in charge and seen to hold over the wire, and still there after a restart', async () => {
  const workshop = createWorkshop()
  const field = await serveLightDevices(workshop.dir)
  const options = {
    siteFile: workshop.write(field.site),
    dataDir: workshop.dataDir,
    version: '1',
    clock: systemClock,
    log: silentLog,
  }
  const started = async () => {
    const site = await runSite(options, (error) => {
      throw error
    })
    const { port1, port2 } = new MessageChannel()
    site.connectPort(port1 as never, ada)
    const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }))
    port2.start()
    const stop = async () => {
      port2.close()
      await site.stop()
    }
    return { rules: client.health.rules, stop }
  }
  const first = await started()
  expect(
    (await first.rules.list()).filter(({ state, isStarter }) => state === 'live' && isStarter).length,
  ).toBeGreaterThan(40)
  expect(await first.rules.check({ text })).toMatchObject({ issues: [], assetIds: ['pv'] })
  expect((await first.rules.complete({ text, at: 27 })).options.map(({ label }) => label)).toContain('pv')
  const { id, version } = await first.rules.save({ text, reason: 'to see it' })
  const steps: RuleTryStep[] = []
  for await (const step of await first.rules.tryOut({ text, days: 1 })) steps.push(step)
  expect(steps.at(-1)?.step).toBe('result')
  await first.rules.setState({ id, version, state: 'live', reason: 'was tried' })
  await expect.poll(async () => (await first.rules.get({ id })).events.length, soon).toBe(1)
  await first.stop()
  const second = await started()
  expect(await second.rules.get({ id })).toMatchObject({
    rule: { state: 'live', fired90d: 1 },
    events: [{ assetId: 'pv', to: null }],
  })
  await second.stop()
  await field.stop()
  workshop.remove()
})
