/**
 * What several sources give, as it comes; at most `atOnce` of them run at a time, in their order. When the listener
 * leaves early, `leave` tells the sources to end, and they are waited for.
 */
export async function* merged<T>(
  sources: readonly (() => AsyncGenerator<T, void, void>)[],
  { atOnce, leave }: { atOnce: number; leave(): void },
): AsyncGenerator<T, void, void> {
  const waiting = [...sources]
  const given: T[] = []
  let wake = Promise.withResolvers<void>()
  const state = { isOver: false }

  async function work(): Promise<void> {
    for (let source = waiting.shift(); source && !state.isOver; source = waiting.shift())
      for await (const item of source()) {
        given.push(item)
        wake.resolve()
      }
  }

  const workers = Array.from({ length: Math.min(atOnce, sources.length) }, work)
  const all = Promise.all(workers)
  const over = () => {
    state.isOver = true
    wake.resolve()
  }
  all.then(over, over)
  try {
    while (!state.isOver) {
      await wake.promise
      wake = Promise.withResolvers()
      yield* given.splice(0)
    }
    await all
    yield* given.splice(0)
  } finally {
    state.isOver = true
    leave()
    await Promise.allSettled(workers)
  }
}
