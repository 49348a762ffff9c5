import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { PlantedName } from '../../domain/simulation/settings.ts'
import type { DeviceConfig, SiteConfig } from '../../domain/site.ts'
import type { Definition } from '../definition.ts'
import { createPlant, type Plant } from './plant.ts'
import { type AgeFile, openAgeFile } from './wear/age-file.ts'
import type { DeviceServer } from './servers/device-server.ts'
import { simulatedStart } from './profiles/local-time.ts'
import { createModbusServer } from './servers/modbus-server.ts'
import { createOpcUaServer } from './servers/opc-ua-server.ts'
import type { SimulatedDevice } from './simulated-device.ts'

/** What a running simulated site is built from. */
export interface SimulationOptions {
  site: SiteConfig
  definitions: ReadonlyMap<string, Definition>
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** Folder for the certificates of the OPC UA servers, and of a site where things wear the instant of its first start and the work done on it. */
  dataDir: string
  clock: Clock
  log: Log
}

/** A simulated site on real loopback sockets, in real time. */
export interface Simulation {
  /** Address of each simulated device, in the form of a site file's `endpoint`. */
  endpoints: Record<string, string>
  plant: Plant
  /** Makes an asset as new, or free of one failure; it stays so over restarts. */
  repair(assetId: string, mode?: PlantedName): void
  /** Closes every socket and timer. */
  stop(): Promise<void>
}

const stepMs = 50
const refreshEverySteps = 2
/** A machine that slept does not have to live through the night again. */
const longestGapMs = 60_000

interface Served {
  device: SimulatedDevice
  server: DeviceServer
  isOpen: boolean
}

/**
 * Starts the simulated site: physics every 50 ms, one Modbus TCP or OPC UA server for each device.
 * @throws PowerchainError `Config.Invalid` as {@link createPlant}, or for a device without a fitting definition
 */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { site, definitions, siteFolder, clock, log } = options
  const age = ageOf(options)
  const begin = simulatedStart(site.simulation?.startAt, site.timeZone, clock.now()) - (age?.usedForMs ?? 0)
  const used = { usedForMs: age?.usedForMs ?? 0, repairs: age?.repairs(begin) ?? [] }
  const plant = createPlant({ site, siteFolder, now: clock.now(), definitions, ...used })
  const served = [...plant.devices.values()].map((device) => {
    const config = site.devices.find((d) => d.id === device.id)
    return { device, server: serverOf(options, device, config), isOpen: true }
  })
  const addresses = await openAll(served)
  const stopStepping = keepStepping(plant, served, options)
  log.info('simulated site started', { devices: served.length })
  return {
    endpoints: Object.fromEntries(addresses),
    plant,
    repair(assetId, mode) {
      age?.keep(plant.wear.repair(assetId, mode), begin)
    },
    async stop() {
      await stopStepping()
      await Promise.all(served.map(({ server }) => server.close()))
    },
  }
}

/** What is kept of a site where things wear. */
function ageOf({ site, dataDir, clock }: SimulationOptions): AgeFile | undefined {
  return site.simulation?.wear && openAgeFile(join(dataDir, 'simulated-site.json'), clock.now())
}

/** Opens every server, or none: what was opened is closed again when one fails. */
async function openAll(served: Served[]): Promise<[string, string][]> {
  const results = await Promise.allSettled(
    served.map(async ({ device, server }): Promise<[string, string]> => [device.id, await server.open()]),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) {
    await Promise.all(served.map(({ server }) => server.close()))
    throw failed.reason
  }
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

function serverOf(options: SimulationOptions, device: SimulatedDevice, config: DeviceConfig | undefined): DeviceServer {
  const { site, definitions, dataDir, clock } = options
  const definition = definitions.get(config?.definition ?? '')
  const kind = site.assets.find((asset) => asset.id === device.assetId)?.kind
  if (!definition)
    throw new PowerchainError('Config.Invalid', `device "${device.id}": no definition "${config?.definition}"`)
  if (definition.kind !== kind)
    throw new PowerchainError(
      'Config.Invalid',
      `device "${device.id}": a definition of kind ${kind}, not ${definition.kind}`,
    )
  if (definition.protocol === 'sunspec')
    throw new PowerchainError('Config.Invalid', `device "${device.id}": a SunSpec model cannot be simulated`)
  if (definition.protocol === 'modbus') return createModbusServer({ device, definition, unit: config?.unit ?? 1 })
  return createOpcUaServer({ device, definition, clock, pkiFolder: join(dataDir, 'simulated-pki', device.id) })
}

/** Steps the physics with the clock, and closes and opens the sockets of devices that fall silent and come back. */
function keepStepping(plant: Plant, served: Served[], { clock, log }: SimulationOptions): () => Promise<void> {
  let last = clock.monotonicMs()
  let turn = 0
  let pending = Promise.resolve()
  const follow = async (one: Served) => {
    if (one.isOpen === one.device.isAnswering) return
    one.isOpen = one.device.isAnswering
    await (one.isOpen ? one.server.open() : one.server.close())
  }
  const stop = clock.every(stepMs, () => {
    const now = clock.monotonicMs()
    plant.step(Math.min(now - last, longestGapMs))
    last = now
    turn += 1
    for (const one of served) {
      if (one.isOpen !== one.device.isAnswering)
        pending = pending
          .then(() => follow(one))
          .catch((error: unknown) => log.warn('simulated device', { error: String(error) }))
      else if (turn % refreshEverySteps === 0) one.server.refresh()
    }
  })
  return () => {
    stop()
    return pending
  }
}
