import type { Clock, Stop } from '../../../domain/clock.ts'
import type { Device } from '../../../domain/device.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Log } from '../../../domain/log.ts'
import type { DeviceConfig, SiteConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Definition } from '../../definition.ts'
import { SupervisedDevice } from '../../drivers/supervise.ts'
import { traitsOf } from '../../traits.ts'
import { createPlant, type Plant } from '../plant.ts'
import { createRandom, seedOf } from '../random.ts'
import { openInMemory } from './session.ts'
import { createWire, type Wire } from './wire.ts'

/** A whole site in memory: its physics, and its devices behind the drivers that the engine uses in the field. */
export interface MemoryField {
  plant: Plant
  /** Not started yet. */
  devices: ReadonlyMap<string, Device>
  /** The way to each device, by device id. */
  wires: ReadonlyMap<string, Wire>
  /** Called after each step of the physics. */
  onStep(listener: (dtMs: Ms) => void): Stop
  /** Begins to move the physics with the clock. */
  start(): void
  stop(): void
}

/** What a site in memory is made of. */
export interface MemoryFieldOptions {
  site: SiteConfig
  definitions: ReadonlyMap<string, Definition>
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** Steps of the physics; fast points are read in twice the cycle's rate at most. */
  stepMs: Ms
  periods: Record<'fast' | 'slow', Ms>
  clock: Clock
  log: Log
}

/**
 * Puts every device of a site into memory, whatever address it has in the site file.
 * @throws PowerchainError `Config.Invalid` as `createPlant`, or for a device without a definition that can be simulated
 */
export function createMemoryField(options: MemoryFieldOptions): MemoryField {
  const { site: given, definitions, siteFolder, stepMs, clock } = options
  const devices = given.devices.map((device): DeviceConfig => ({ ...device, endpoint: 'simulated' }))
  const site = { ...given, devices, simulation: given.simulation ?? { seed: 0, profiles: {} } }
  const plant = createPlant({ site, siteFolder, definitions, now: clock.now() })
  const wires = new Map<string, Wire>()
  const opened = new Map<string, Device>()
  for (const config of devices) {
    const random = createRandom(seedOf(site.simulation.seed, `wire ${config.id}`))
    const wire = createWire({
      clock,
      random,
      name: config.id,
      isAnswering: () => plant.devices.get(config.id)?.isAnswering ?? false,
    })
    wires.set(config.id, wire)
    opened.set(config.id, openOne(config, wire, plant, options))
  }
  const listeners = new Set<(dtMs: Ms) => void>()
  let stopStepping: Stop | undefined
  let lastMs = clock.monotonicMs()
  const step = () => {
    const nowMs = clock.monotonicMs()
    const dtMs = nowMs - lastMs
    lastMs = nowMs
    plant.step(dtMs)
    for (const listener of listeners) listener(dtMs)
  }
  return {
    plant,
    devices: opened,
    wires,
    onStep(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      lastMs = clock.monotonicMs()
      stopStepping = clock.every(stepMs, step)
    },
    stop: () => stopStepping?.(),
  }
}

function openOne(config: DeviceConfig, wire: Wire, plant: Plant, options: MemoryFieldOptions): Device {
  const { definitions, periods, clock, log } = options
  const definition = definitions.get(config.definition)
  const device = plant.devices.get(config.id)
  if (!definition || definition.protocol === 'sunspec' || !device)
    throw new PowerchainError('Config.Invalid', `device "${config.id}": "${config.definition}" cannot be simulated`)
  const open = openInMemory({ device, definition, wire, periods, clock })
  const traits = traitsOf(definition)
  return new SupervisedDevice({ config, endpoint: 'simulated', traits, definition, open, clock, log })
}
