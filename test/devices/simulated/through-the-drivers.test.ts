import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Definition, openDevice } from '../../../devices/index.ts'
import type { Simulation } from '../../../devices/simulated/simulation.ts'
import type { Device, ReadingBatch } from '../../../domain/device.ts'
import { silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { startOnSockets, until } from './real-clock.ts'
import { definitions, demoSite } from './sites.ts'

/*
 * The simulated devices encode by their own code, the drivers decode by theirs: here both meet on the wire, for every
 * model of the demonstration site.
 */

const dataDir = mkdtempSync(join(tmpdir(), 'drivers-'))
const site = demoSite()
const newest = new Map<string, ReadingBatch>()
const devices = new Map<string, Device>()
let simulation: Simulation

beforeAll(async () => {
  simulation = await startOnSockets(site, dataDir)
  for (const config of site.devices) {
    const device = openDevice({
      config,
      endpoint: simulation.endpoints[config.id] ?? '',
      definition: definitions.get(config.definition) as Definition,
      dataDir,
      clock: systemClock,
      log: silentLog,
    })
    newest.set(config.id, {})
    device.onReadings((batch) => Object.assign(newest.get(config.id) ?? {}, batch))
    devices.set(config.id, device)
    device.start()
  }
}, 20_000)
afterAll(async () => {
  await Promise.all([...devices.values()].map((device) => device.stop()))
  await simulation.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const unsteady = /KW$|Kvar$|currentA|voltageV|hashrateTHs|speed|irradiance|KWh$/

test.each(site.devices)('every point of $id ($definition) arrives good and true', async ({ id, definition }) => {
  const names = Object.keys(definitions.get(definition)?.points ?? {}) as (keyof ReadingBatch)[]
  const readings = newest.get(id) ?? {}
  await until(() => names.every((name) => readings[name] !== undefined), 5_000)
  const truth = simulation.plant.devices.get(id)?.points() ?? {}
  for (const name of names) {
    expect({ name, quality: readings[name]?.quality }).toEqual({ name, quality: 'good' })
    const [read, meant] = [readings[name]?.value ?? Number.NaN, truth[name] ?? Number.NaN]
    // powers and what hangs on them move between the reading and now; the resolution of a register counts too
    const tolerance = unsteady.test(name) ? 60 + 0.2 * Math.abs(meant) : 1 + 0.01 * Math.abs(meant)
    expect(Math.abs(read - meant), `${name}: ${read}, meant ${meant}`).toBeLessThanOrEqual(tolerance)
  }
  expect(devices.get(id)?.status()).toMatchObject({ state: 'connected', serial: `SIM-${id.toUpperCase()}` })
})

test.each([
  ['container-1', -700],
  ['li-ion', 800],
  ['agm', -100],
  ['flywheels', -900],
  ['hydrogen', -300],
  ['pv', 1_000],
  ['wind', 600],
  ['genset', 400],
])('%s takes %d kW from its driver, in its own frame and unit', async (id, powerKW) => {
  await devices.get(id)?.writeSetpoint(powerKW)
  await devices.get(id)?.beat()
  expect(simulation.plant.devices.get(id)?.points()).toMatchObject({ setpointKW: powerKW, heartbeat: 1 })
})
