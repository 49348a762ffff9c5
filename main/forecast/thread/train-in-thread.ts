import { inThread } from '../../documents/thread.ts'
import { train, type Trained } from '../model/train.ts'
import type { QuantityHistory } from '../quantities/history.ts'
import { shapeOf } from '../quantities/shape-of.ts'

/** Quarters that are learned from within a few milliseconds: half a day. */
const fewQuarters = 48

/**
 * Learns one quantity, in a thread of its own where that takes time. Rejects when it ends without an answer, or
 * `signal` asks for its end.
 */
export function trainInThread(history: QuantityHistory, signal: AbortSignal): Promise<Trained> {
  if (history.values.length <= fewQuarters) return Promise.resolve(train(shapeOf(history)))
  return inThread<Trained>({
    source: new URL('./worker.ts', import.meta.url),
    bundled: 'forecast-worker.js',
    task: history,
    signal,
  })
}
