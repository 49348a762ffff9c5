import type { Log } from '../../domain/log.ts'
import { forCaller } from './base.ts'

/**
 * The steps of something that takes its time, for a caller. The first one is waited for, so that a refusal is the answer
 * to the call itself; later failures end the stream with a code as any call's would.
 */
export async function stepsFor<T>(
  steps: AsyncGenerator<T, void, void>,
  call: string,
  log: Log,
): Promise<AsyncGenerator<T, void, void>> {
  const first = await steps.next()
  return rest(first, steps, call, log)
}

async function* rest<T>(
  first: IteratorResult<T, void>,
  steps: AsyncGenerator<T, void, void>,
  call: string,
  log: Log,
): AsyncGenerator<T, void, void> {
  try {
    if (first.done) return
    yield first.value
    yield* steps
  } catch (error) {
    throw forCaller(error, call, log)
  } finally {
    await steps.return()
  }
}
