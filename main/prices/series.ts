import type { Clock, Stop } from '../../domain/clock.ts'
import type { PricesConfig } from '../../domain/dispatch/price-settings.ts'
import type { Log } from '../../domain/log.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { implausible } from './judge.ts'
import { quarterMs, type Quarters, quartersOf } from './quarters.ts'
import type { PriceRow } from './read/price-row.ts'
import type { ReadSource } from './read/source.ts'

/** Keeps prices over a restart. */
export interface PriceTable {
  /** Quarters of a series in [from, to). */
  load(series: string, from: EpochMs, to: EpochMs): Quarters
  /** Adds quarters; those that are there are replaced. */
  save(series: string, quarters: Quarters): void
}

/** Prices of one source: asked for again and again, judged, kept. */
export interface PriceSeries {
  id: string
  /** What is known, by quarter. The same map until more is known. */
  quarters(): Quarters
  /** When the source last gave something usable; `null` when it never did. */
  fetchedAt(): EpochMs | null
  /** Why the newest answer was not taken for what it says, or why there was none; empty when all is well. */
  trouble(): { kind: 'implausible' | 'unreachable' | 'none'; detail: string; since: EpochMs }
  start(): void
  stop(): Promise<void>
}

/** What a series is made of. */
export interface SeriesNeeds {
  id: string
  source: ReadSource
  /** Absent = not judged. */
  plausible?: PricesConfig['plausible']
  table: PriceTable
  clock: Clock
  log: Log
}

const dayMs: Ms = 86_400_000
/** Kept in memory, for forecasts to learn from. */
const keptMs: Ms = 400 * dayMs
const usualMs: Ms = 7 * dayMs

/** A series of prices; nothing is asked before it is started. */
export function createPriceSeries({ id, source, plausible, table, clock, log }: SeriesNeeds): PriceSeries {
  const noTrouble = { kind: 'none', detail: '', since: 0 } as const
  let quarters: Quarters = new Map()
  let fetchedAt: EpochMs | null = null
  let trouble: ReturnType<PriceSeries['trouble']> = noTrouble
  let stopPolling: Stop | undefined
  let ending = new AbortController()
  let running = Promise.resolve()

  function setTrouble(kind: 'implausible' | 'unreachable', detail: string): void {
    if (trouble.kind !== kind) log.warn(`prices ${id}: ${detail}`)
    trouble = { kind, detail, since: trouble.kind === kind ? trouble.since : clock.now() }
  }

  function take(rows: readonly PriceRow[]): void {
    const now = clock.now()
    const usual = [...quarters].filter(([at]) => at >= now - usualMs && at < now).map(([, price]) => price)
    const fault = plausible && implausible(rows, usual, plausible)
    if (fault) return setTrouble('implausible', fault)
    const fresh = new Map([...quartersOf(rows)].filter(([at]) => at > now - keptMs))
    const changed = new Map([...fresh].filter(([at, price]) => quarters.get(at) !== price))
    if (changed.size > 0) {
      table.save(id, changed)
      quarters = new Map([...quarters, ...changed])
    }
    fetchedAt = now
    trouble = noTrouble
  }

  async function poll(): Promise<void> {
    try {
      const rows = await source.read(ending.signal)
      if (rows) take(rows)
    } catch (error) {
      if (!ending.signal.aborted) setTrouble('unreachable', (error as Error).message)
    }
  }

  function next(): void {
    running = running.then(poll)
  }

  return {
    id,
    quarters: () => quarters,
    fetchedAt: () => fetchedAt,
    trouble: () => trouble,
    start() {
      ending = new AbortController()
      const now = clock.now()
      quarters = table.load(id, now - keptMs, now + 30 * dayMs)
      stopPolling = clock.every(source.everyMs, next)
      next()
    },
    async stop() {
      stopPolling?.()
      ending.abort()
      await running
    },
  }
}

/** End of what is known without a gap from the quarter of `from` on; `null` when that quarter is not known. */
export function knownUntil(quarters: Quarters, from: EpochMs): EpochMs | null {
  let until = from
  while (quarters.has(until)) until += quarterMs
  return until === from ? null : until
}
