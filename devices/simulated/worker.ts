import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import { type PastTask, servePast } from './long/past-thread.ts'
import { startSimulation, type Simulation } from './simulation.ts'
import { workerClock } from './worker-clock.ts'
import type { FromWorker, LogLevel, ToWorker, WorkerTask } from './worker-messages.ts'

/*
 * Entry of the worker threads that hold the simulated site or make its past, so that the engine's event loop stays free
 * for the field and the cycle.
 */

const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')
const tell = (message: FromWorker) => port.postMessage(message)

function workerLog(context: Record<string, unknown>): Log {
  const line = (level: LogLevel) => (message: string, fields?: Record<string, unknown>) =>
    tell({ type: 'log', level, message, fields: { ...context, ...fields } })
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => workerLog({ ...context, ...fields }),
  }
}

async function obey(simulation: Simulation, message: ToWorker): Promise<void> {
  if (message.type === 'override') simulation.plant.override(message.assetId, message.powerKW)
  else if (message.type === 'repair') simulation.repair(message.assetId, message.mode)
  else if (message.type === 'fault') simulation.plant.fault(message.deviceId, message.fault)
  else {
    await simulation.stop()
    // the listener on the port was the last thing that kept the thread alive
    port?.close()
  }
}

async function startSite(task: WorkerTask, from: MessagePort): Promise<void> {
  const definitions = new Map(task.definitions)
  const simulation = await startSimulation({ ...task, definitions, clock: workerClock, log: workerLog({}) })
  from.on('message', (message: ToWorker) => void obey(simulation, message))
  tell({ type: 'started', endpoints: simulation.endpoints })
}

try {
  const task = workerData as WorkerTask | PastTask
  if ('past' in task) servePast(port, task)
  else await startSite(task, port)
} catch (error) {
  const known = error instanceof PowerchainError ? error : undefined
  tell({ type: 'failed', code: known?.code, message: String(error), details: known?.details ?? {} })
  port.close()
}
