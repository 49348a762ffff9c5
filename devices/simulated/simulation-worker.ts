import { Worker } from 'node:worker_threads'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { PlantedName } from '../../domain/simulation/settings.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import { workerEntry } from './worker-entry.ts'
import type { DeviceFault } from './simulated-device.ts'
import { errorOf, type FromWorker, type ToWorker, type WorkerTask } from './worker-messages.ts'

/** A simulated site in a thread of its own. */
export interface SimulationInWorker {
  /** Address of each simulated device, in the form of a site file's `endpoint`. */
  endpoints: Record<string, string>
  /** As `Plant.override`. */
  override(assetId: string, powerKW: KW | undefined): void
  /** As `Plant.fault`. */
  fault(deviceId: string, fault: DeviceFault | undefined): void
  /** As `Simulation.repair`. */
  repair(assetId: string, mode?: PlantedName): void
  /** Closes every socket and ends the thread. */
  stop(): Promise<void>
}

/** What the worker is started with. */
export interface SimulationInWorkerOptions {
  site: SiteConfig
  definitions: ReadonlyMap<string, Definition>
  /** Folder that the CSV files of the site file are relative to. */
  siteFolder: string
  /** Folder for the certificates of the OPC UA servers. */
  dataDir: string
  log: Log
  /** Called when the thread ends without having been asked to. */
  onLost?: (error: Error) => void
}

/** The OPC UA servers leave much garbage while they start; without a limit it stays resident (measured: 40 MB). */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 }

/**
 * Starts the simulated site in a worker thread. Errors as `startSimulation`.
 * @throws PowerchainError `Config.Invalid`, `Engine.Stopped` when the thread ends before it has started
 */
export async function startSimulationInWorker(options: SimulationInWorkerOptions): Promise<SimulationInWorker> {
  const { site, definitions, siteFolder, dataDir, log, onLost } = options
  const task: WorkerTask = { site, definitions: [...definitions], siteFolder, dataDir }
  const thread = new Worker(workerEntry(), { workerData: task, resourceLimits })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const tell = (message: ToWorker) => thread.postMessage(message)
  let isStarted = false
  let isStopping = false
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      resolve()
      if (isStarted && !isStopping) onLost?.(new PowerchainError('Engine.Stopped', 'the simulated site has ended'))
    })
  })
  const endpoints = await started(thread, log)
  isStarted = true
  thread.once('error', (error) => onLost?.(error instanceof Error ? error : new Error(String(error))))
  return {
    endpoints,
    override: (assetId, powerKW) => tell({ type: 'override', assetId, powerKW }),
    fault: (deviceId, fault) => tell({ type: 'fault', deviceId, fault }),
    repair: (assetId, mode) => tell({ type: 'repair', assetId, mode }),
    async stop() {
      isStopping = true
      tell({ type: 'stop' })
      await ended
    },
  }
}

function started(worker: Worker, log: Log): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(new PowerchainError('Engine.Stopped', 'the simulated site ended while starting')))
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'log') log[message.level](message.message, message.fields)
      else if (message.type === 'started') {
        worker.off('error', reject)
        resolve(message.endpoints)
      } else reject(errorOf(message))
    })
  })
}
