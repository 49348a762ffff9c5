import type { Stop } from '../../domain/clock.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** Tells all its listeners at the beginning of each step; rests while nobody listens. */
export interface Ticker {
  subscribe(listener: () => void): Stop
}

function createTicker(now: () => EpochMs, everyMs: Ms): Ticker {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    timer = setTimeout(
      () => {
        for (const listener of listeners) listener()
        wait()
      },
      everyMs - (now() % everyMs) + 5,
    )
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) wait()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
  }
}

const tickers = new WeakMap<object, Map<Ms, Ticker>>()

/** The one ticker of a clock and a step: what waits for the same second is drawn in one go. */
export function tickerOf(clock: { now(): EpochMs }, everyMs: Ms): Ticker {
  const known = tickers.get(clock) ?? new Map<Ms, Ticker>()
  tickers.set(clock, known)
  const ticker = known.get(everyMs) ?? createTicker(() => clock.now(), everyMs)
  known.set(everyMs, ticker)
  return ticker
}
