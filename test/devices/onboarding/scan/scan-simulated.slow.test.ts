import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulation } from '../../../../devices/simulated/simulation.ts'
import { startOnSockets } from '../../simulated/real-clock.ts'
import { demoSite } from '../../simulated/sites.ts'
import { runScan } from './scan-for-test.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'scan-'))
const site = demoSite()
let simulation: Simulation

beforeAll(async () => {
  simulation = await startOnSockets(site, dataDir)
}, 20_000)
afterAll(async () => {
  await simulation.stop()
  rmSync(dataDir, { recursive: true })
})

const models = new Set(site.devices.map(({ definition }) => definition))
const oneOfEach = [...models].map((model) => site.devices.find(({ definition }) => definition === model))

test.each(oneOfEach.map((device) => [device?.definition ?? '', device] as const))(
  '%s: its own model is proposed first, with the serial number',
  async (definition, device) => {
    const endpoint = simulation.endpoints[device?.id ?? ''] ?? ''
    const range = endpoint.startsWith('opc.tcp') ? endpoint : `${endpoint}/${device?.unit ?? 1}`
    const { found } = await runScan(range, { dataDir })
    expect(found).toHaveLength(1)
    expect(found[0]?.proposals[0]).toMatchObject({ definition })
    expect(found[0]?.serial === '').toBe(endpoint.startsWith('opc.tcp'))
  },
)
