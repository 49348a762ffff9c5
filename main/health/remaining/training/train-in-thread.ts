import type { Clock } from '../../../../domain/clock.ts'
import type { Ms } from '../../../../domain/units.ts'
import { inThread } from '../../../documents/thread.ts'
import type { TrainedModel, TrainingTask } from './trained-model.ts'

/**
 * Learns a model in a thread of its own, which is ended when `signal` asks for it or `timeoutMs` is over.
 * @throws Error that says which, or with which code the thread ended
 */
export async function trainInThread(
  task: TrainingTask,
  { clock, timeoutMs, signal }: { clock: Clock; timeoutMs: Ms; signal: AbortSignal },
): Promise<TrainedModel> {
  signal.throwIfAborted()
  const late = new AbortController()
  const stopTimer = clock.after(timeoutMs, () => late.abort())
  try {
    return await inThread<TrainedModel>({
      source: new URL('./worker.ts', import.meta.url),
      bundled: 'remaining-worker.js',
      task,
      signal: AbortSignal.any([signal, late.signal]),
    })
  } catch (error) {
    if (late.signal.aborted) throw new Error(`not learned within ${timeoutMs / 1_000} s`, { cause: error })
    throw error
  } finally {
    stopTimer()
  }
}
