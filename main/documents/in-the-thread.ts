import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { PowerchainError } from '../../domain/errors.ts'
import type { FromThread } from './thread.ts'

/** Does the work that this thread was started for, and says how it ended. To be called once, by the entry of a thread. */
export async function work<Task, Answer>(does: (task: Task) => Promise<Answer>): Promise<void> {
  try {
    say<Answer>({ type: 'done', answer: await does(workerData as Task) })
  } catch (error) {
    if (!(error instanceof PowerchainError)) throw error
    const { code, message, details } = error
    say<Answer>({ type: 'refused', code, message, details })
  }
}

/** What was announced to follow in parts. */
export async function* parts<Part>(): AsyncGenerator<Part, void, void> {
  if (!parentPort) return
  for (;;) {
    const arrival = once(parentPort, 'message')
    say({ type: 'next' })
    const [message] = (await arrival) as [{ type: 'part'; part: Part } | { type: 'end' }]
    if (message.type === 'end') return
    yield message.part
  }
}

function say<Answer>(message: FromThread<Answer>): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}
