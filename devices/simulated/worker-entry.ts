import { existsSync } from 'node:fs'

/** Entry of the simulation's threads: bundled it lies beside this file under the bundle's name, from source it is the file itself. */
export function workerEntry(): URL {
  const bundled = new URL('./simulation-worker.js', import.meta.url)
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url)
}
