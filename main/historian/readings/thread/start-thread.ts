import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { CheckTask, StoreTask } from './messages.ts'

/** A thread of this folder's `worker.ts`. */
export function startThread(task: StoreTask | CheckTask): Worker {
  return new Worker(entry(), { workerData: task })
}

/** Bundled it lies beside this file under the bundle's name; from source it is the TypeScript file itself. */
function entry(): URL {
  const bundled = new URL('./historian-worker.js', import.meta.url)
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url)
}
