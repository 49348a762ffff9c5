import { inThread } from '../../documents/thread.ts'
import type { Trained } from '../model/train.ts'
import type { QuantityHistory } from '../quantities/history.ts'

/** Learns one quantity in a thread of its own. Rejects when it ends without an answer, or `signal` asks for its end. */
export function trainInThread(history: QuantityHistory, signal: AbortSignal): Promise<Trained> {
  return inThread<Trained>({
    source: new URL('./worker.ts', import.meta.url),
    bundled: 'forecast-worker.js',
    task: history,
    signal,
  })
}
