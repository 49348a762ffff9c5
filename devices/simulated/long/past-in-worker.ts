import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { workerEntry } from '../worker-entry.ts'
import { errorOf, type FromWorker } from '../worker-messages.ts'
import type { Column } from './long-run.ts'
import type { PastOptions } from './past.ts'
import type { FromPast, PastRows, PastTask } from './past-thread.ts'

type Failed = Extract<FromWorker, { type: 'failed' }>

/** As `Past`, made in a thread of its own: no more than two days by the minute are held at a time. */
export interface PastInWorker {
  columns: readonly Column[]
  /** The rows, some at a time; ends the thread when it is through, or when nobody reads on. */
  runs(): AsyncGenerator<PastRows, void, void>
  /** Ends the thread when the rows are not wanted. */
  stop(): Promise<void>
}

/**
 * As `pastOf`, in a worker thread, for an engine whose cycle must not wait.
 * @throws PowerchainError `Config.Invalid` as `createPlant`
 */
export async function pastInWorker(options: PastOptions): Promise<PastInWorker> {
  const { site, definitions, siteFolder, now, days, stepMinutes = 1 } = options
  const task: PastTask = { past: { now, days, stepMinutes }, site, definitions: [...definitions], siteFolder }
  const thread = new Worker(workerEntry(), { workerData: task })
  const next = async (): Promise<FromPast> => {
    const [message] = (await once(thread, 'message')) as [FromPast | Failed]
    if (message.type === 'failed') throw errorOf(message)
    return message
  }
  const first = await next()
  return {
    columns: first.type === 'columns' ? first.columns : [],
    async *runs() {
      try {
        while (true) {
          const answer = next()
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
          thread.postMessage('more')
          const message = await answer
          if (message.type !== 'rows') return
          yield { at: message.at, values: message.values }
        }
      } finally {
        await thread.terminate()
      }
    },
    async stop() {
      await thread.terminate()
    },
  }
}
