import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { PointName } from '../../domain/points.ts'
import { usable } from '../../domain/reading.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { sumValues } from '../charts/trend-data.ts'
import { useClient } from '../connection/connected.tsx'
import { useLiveStore, useNow, useSite } from '../state/live.ts'
import type { LiveStore } from '../state/store.ts'
import { useHistoryStart } from './history-start.ts'
import { createLiveTail } from './live-tail.ts'
import { joinTail, type JoinedTrend, type StoredColumn } from './trend-tail.ts'
import { stepFor, type TrendWindow, windowAt, windowWords } from './trend-window.ts'

/** A trend up to now, the window it is drawn in, and words for how far back that is. */
export interface WindowedTrend extends JoinedTrend {
  window: TrendWindow
  words: string
}

const refetchMs: Ms = 60_000

/** Steps of a chart across a panel, and of a trend beside a value. */
const finest = { chart: 400, sparkline: 72 } as const

/** Sum of good values of a point; `undefined` where one of them is missing. */
function sumNow(store: LiveStore, assetIds: readonly string[], point: PointName): number | undefined {
  let sum = 0
  for (const id of assetIds) {
    const value = usable(store.reading(id, point))
    if (value === undefined) return undefined
    sum += value
  }
  return sum
}

/** What is stored of a point over the last hour, in whole steps, added up over assets; read again each minute. */
function useStored(
  assetIds: readonly string[],
  point: PointName,
  stepMs: Ms,
  start: EpochMs | undefined,
): StoredColumn | undefined {
  const client = useClient()
  const store = useLiveStore()
  const { data } = useQuery({
    queryKey: ['trend', point, stepMs, ...assetIds],
    queryFn: async () => {
      const now = store.now()
      const to = Math.floor(now / stepMs) * stepMs
      const from = Math.min(Math.floor(windowAt(now, start ?? now).from / stepMs) * stepMs, to - stepMs)
      const span = { from, to, buckets: (to - from) / stepMs }
      const trends = await Promise.all(assetIds.map((assetId) => client.history.trend({ assetId, point, ...span })))
      return { from, stepMs, mean: sumValues(trends.map((t) => t.mean)) }
    },
    enabled: start !== undefined,
    refetchInterval: refetchMs,
    placeholderData: keepPreviousData,
  })
  return data
}

/**
 * A point of one asset, or of several added up, over the last hour: what is stored, then what was seen live. Moves on
 * with each step, at least every ten seconds.
 */
export function useTrend(
  assetIds: readonly string[],
  point: PointName,
  place: keyof typeof finest = 'chart',
): WindowedTrend {
  const store = useLiveStore()
  const { timeZone } = useSite()
  const known = useHistoryStart()
  const start = known ?? store.now()
  const { from, to } = windowAt(store.now(), start)
  const stepMs = stepFor(to - from, finest[place])
  const now = useNow(place === 'chart' ? 2_000 : Math.min(stepMs, 10_000))
  const column = useStored(assetIds, point, stepMs, known)
  const key = assetIds.join(' ')
  const tail = useMemo(() => createLiveTail(store, () => sumNow(store, key.split(' '), point)), [store, key, point])
  useEffect(() => tail.start(), [tail])
  return useMemo(() => {
    const window = windowAt(now, start)
    const joined = joinTail(column, tail.samples(), { from: window.from, to: now, stepMs })
    return { ...joined, window, words: windowWords(now, start, timeZone) }
  }, [column, tail, now, start, stepMs, timeZone])
}

/** A point of the last hour for a trend beside its value. */
export function useSparkline(assetId: string, point: PointName): readonly (number | null)[] {
  return useTrend([assetId], point, 'sparkline').values
}
