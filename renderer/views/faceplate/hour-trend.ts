import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { PointName } from '../../../domain/points.ts'
import type { Trend } from '../../../domain/rpc/history.ts'
import { useClient } from '../../connection/connected.tsx'
import { useLiveStore, useNow } from '../../state/live.ts'
import { createLiveTail } from './live-tail.ts'
import { joinTail, type JoinedTrend } from './trend-tail.ts'

const hourMs = 3_600_000
const stepMs = 10_000

/** The last hour of a point as stored, read again each minute. */
export function useStoredHour(assetId: string, point: PointName, buckets: number): Trend | undefined {
  const client = useClient()
  const store = useLiveStore()
  const { data } = useQuery({
    queryKey: ['hour', assetId, point, buckets],
    queryFn: () => {
      const to = Math.round(store.now())
      return client.history.trend({ assetId, point, from: to - hourMs, to, buckets })
    },
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
  return data
}

/** The last hour of a point up to now: stored history, then what was seen live. Moves on each second. */
export function useHourTrend(assetId: string, point: PointName): JoinedTrend {
  const stored = useStoredHour(assetId, point, hourMs / stepMs)
  const store = useLiveStore()
  const now = useNow()
  const tail = useMemo(() => createLiveTail(store, { assetId, point, stepMs }), [store, assetId, point])
  const samples = useSyncExternalStore(tail.subscribe, tail.samples)
  return useMemo(() => joinTail(stored, samples, { from: now - hourMs, to: now, stepMs }), [stored, samples, now])
}
