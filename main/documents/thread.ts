import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { type ErrorCode, PowerchainError } from '../../domain/errors.ts'

/** What a thread says to whoever started it. */
export type FromThread<Answer> =
  /** The part is there; the next one may come. */
  | { type: 'next' }
  | { type: 'done'; answer: Answer }
  | { type: 'refused'; code: ErrorCode; message: string; details: Readonly<Record<string, unknown>> }

/** One piece of work for a thread of its own. */
export interface ThreadWork {
  /** Entry of the thread among the sources. */
  source: URL
  /** Name of the same entry in the bundle, beside the engine. */
  bundled: string
  /** What it is started with. */
  task: unknown
  /** What follows in parts, each sent when the one before has come: handing all over at once would take too long. */
  parts?: Iterable<unknown>
  /** Ends the thread before its work is done; the promise then rejects. */
  signal?: AbortSignal
}

/**
 * Does one piece of work in a thread that ends with it, so that the control loop misses no turn.
 * @throws what the work throws as a PowerchainError; any other error as it is
 */
export async function inThread<Answer>({ source, bundled, task, parts = [], signal }: ThreadWork): Promise<Answer> {
  const thread = new Worker(threadEntry(source, bundled), { workerData: task })
  const rest = parts[Symbol.iterator]()
  try {
    return await new Promise<Answer>((resolve, reject) => {
      thread.on('message', (message: FromThread<Answer>) => {
        if (message.type === 'done') resolve(message.answer)
        else if (message.type === 'refused')
          reject(new PowerchainError(message.code, message.message, { details: message.details }))
        else {
          const { done, value } = rest.next()
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
          thread.postMessage(done ? { type: 'end' } : { type: 'part', part: value })
        }
      })
      signal?.addEventListener('abort', () => reject(new Error('no longer wanted')), { once: true })
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`the thread for this work ended with ${code}`)))
    })
  } finally {
    await thread.terminate()
  }
}

/** Where the entry of a thread is: sources run as they are; the bundle has its entries beside the engine. */
export function threadEntry(source: URL, bundled: string): URL {
  const beside = new URL(bundled, import.meta.url)
  return existsSync(beside) ? beside : source
}
