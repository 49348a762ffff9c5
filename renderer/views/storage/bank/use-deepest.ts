import { useQuery } from '@tanstack/react-query'
import type { StorageAsset } from '../../../../domain/models/storage.ts'
import type { EpochMs, Ms, Pct } from '../../../../domain/units.ts'
import { useClient } from '../../../connection/connected.tsx'
import { useLiveStore } from '../../../state/live.ts'

/** The deepest discharge that is stored of the last year, percent of the rated energy, and the day it was on. */
export interface Deepest {
  depthPct: Pct
  at: EpochMs
}

const dayMs: Ms = 86_400_000
const days = 365

/** The lowest of daily minima of the state of charge, as a depth of discharge; `undefined` when nothing is stored. */
export function deepestOf(trend: { from: EpochMs; stepMs: Ms; min: readonly (number | null)[] }): Deepest | undefined {
  let deepest: Deepest | undefined
  trend.min.forEach((socPct, n) => {
    if (socPct === null || (deepest && 100 - socPct <= deepest.depthPct)) return
    deepest = { depthPct: 100 - socPct, at: trend.from + n * trend.stepMs }
  })
  return deepest
}

/** The deepest discharge of a bank within a year, as far as it is stored; `undefined` until it is known. */
export function useDeepest(assets: readonly StorageAsset[]): Deepest | undefined {
  const client = useClient()
  const store = useLiveStore()
  const { data } = useQuery({
    queryKey: ['deepest', ...assets.map((asset) => asset.id)],
    queryFn: async () => {
      const to = Math.ceil(store.now() / dayMs) * dayMs
      const span = { from: to - days * dayMs, to, buckets: days }
      const trends = await Promise.all(
        assets.map((asset) => client.history.trend({ assetId: asset.id, point: 'socPct', ...span })),
      )
      const found = trends.map(deepestOf).filter((deepest) => deepest !== undefined)
      return found.toSorted((a, b) => b.depthPct - a.depthPct)[0] ?? null
    },
    refetchInterval: 600_000,
  })
  return data ?? undefined
}
