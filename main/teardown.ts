import type { Log } from '../domain/log.ts'

/** Remembers how to close what was opened. */
export interface Teardown {
  add(what: string, close: () => void | Promise<void>): void
  /** Closes everything, the last opened first; one that fails does not keep the others open. */
  run(): Promise<void>
}

/** An empty teardown. Running it a second time does nothing. */
export function createTeardown(log: Log): Teardown {
  const steps: { what: string; close: () => void | Promise<void> }[] = []
  return {
    add: (what, close) => void steps.push({ what, close }),
    async run() {
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step.close()
        } catch (error) {
          log.error('could not be closed', { what: step.what, reason: String(error) })
        }
      }
    },
  }
}
