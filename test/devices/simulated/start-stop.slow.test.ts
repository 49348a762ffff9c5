import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startSimulationInWorker } from '../../../devices/simulated/simulation-worker.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { silentLog } from '../../../domain/log.ts'
import { openHandles, startOnSockets, until } from './real-clock.ts'
import { definitions, demoFolder, demoSite } from './sites.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'simulation-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const inWorker = (site = demoSite()) =>
  startSimulationInWorker({ site, definitions, siteFolder: demoFolder, dataDir, log: silentLog })

test('the demonstration site starts and stops ten times and leaves no handle', async () => {
  await (await startOnSockets(demoSite(), dataDir)).stop()
  const before = openHandles().length
  for (let i = 0; i < 10; i++) {
    const simulation = await startOnSockets(demoSite(), dataDir)
    expect(Object.keys(simulation.endpoints)).toHaveLength(demoSite().devices.length)
    await simulation.stop()
  }
  await until(() => openHandles().length <= before)
})

test('in a thread of its own it starts, takes faults, and ends cleanly', async () => {
  const before = openHandles().length
  const simulation = await inWorker()
  expect(simulation.endpoints['grid']).toMatch(/^modbus-tcp:\/\/127\.0\.0\.1:\d+$/)
  expect(simulation.endpoints['flywheels']).toMatch(/^opc\.tcp:\/\/127\.0\.0\.1:\d+\/flywheels$/)
  simulation.override('factory', -3_000)
  simulation.fault('pv', 'silent')
  await simulation.stop()
  await until(() => openHandles().length <= before)
})

test('what is wrong with the site is told as the error it is, and nothing stays open', async () => {
  const before = openHandles().length
  const site = demoSite()
  for (const device of site.devices) if (device.id === 'pv') device.definition = 'nobody/nothing'
  const error = await inWorker(site).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PowerchainError)
  expect(error).toMatchObject({ code: 'Config.Invalid', message: 'device "pv": no definition "nobody/nothing"' })
  await until(() => openHandles().length <= before)
})
