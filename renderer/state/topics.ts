import type { Stop } from '../../domain/clock.ts'

/** Who waits for what. */
export interface Topics<T extends string> {
  subscribe(topic: T, listener: () => void): Stop
  tell(topic: T): void
  tellAll(): void
}

/** Makes an empty list of listeners by topic; a topic nobody listens to costs nothing. */
export function createTopics<T extends string>(): Topics<T> {
  const listeners = new Map<T, Set<() => void>>()
  return {
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
      }
    },
    tell(topic) {
      listeners.get(topic)?.forEach((listener) => listener())
    },
    tellAll() {
      for (const set of listeners.values()) for (const listener of set) listener()
    },
  }
}
