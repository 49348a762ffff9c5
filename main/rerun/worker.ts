import { parentPort, workerData } from 'node:worker_threads'
import { PowerchainError } from '../../domain/errors.ts'
import type { RecordedSamples } from '../replay/recording.ts'
import { compareRuns, type RerunTask } from './compare-runs.ts'
import type { FromRerun, ToRerun } from './messages.ts'

/*
 * Entry of a thread that runs the controllers over a recording: a day takes a minute, in which the real control loop
 * would miss its turns. It has no way to a device; what was stored it asks of whoever started it.
 */

const waiting = new Map<number, { resolve: (samples: RecordedSamples) => void; reject: (error: Error) => void }>()
let asked = 0

parentPort?.on('message', (message: ToRerun) => {
  const waiter = waiting.get(message.n)
  waiting.delete(message.n)
  if ('samples' in message) waiter?.resolve(message.samples)
  else waiter?.reject(new PowerchainError(message.code, message.message))
})

function say(message: FromRerun): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

try {
  const comparison = await compareRuns(
    workerData as RerunTask,
    (wanted) =>
      new Promise((resolve, reject) => {
        const n = asked++
        waiting.set(n, { resolve, reject })
        say({ type: 'samples', n, wanted })
      }),
    (progress) => say({ type: 'progress', progress }),
  )
  say({ type: 'compared', comparison })
} catch (error) {
  if (!(error instanceof PowerchainError)) throw error
  say({ type: 'refused', code: error.code, message: error.message })
}
parentPort?.close()
