import { useQuery } from '@tanstack/react-query'
import type { Asset } from '../../domain/asset.ts'
import type { EpochMs } from '../../domain/units.ts'
import { useClient } from '../connection/connected.tsx'
import type { EngineClient } from '../connection/connection.ts'
import { useLiveStore, useSite } from '../state/live.ts'
import { hourMs } from './trend-window.ts'

/** Assets asked for their first value; several, as one of them may be silent. */
function probesOf(assets: readonly Asset[]): Asset[] {
  const grid = assets.filter((a) => a.kind === 'grid')
  return [...grid, ...assets.filter((a) => a.kind !== 'grid')].slice(0, 3)
}

async function firstValueAt(client: EngineClient, assetIds: string[], to: EpochMs): Promise<EpochMs | null> {
  const span = { from: to - hourMs, to, buckets: hourMs / 5_000 }
  const trends = await Promise.all(
    assetIds.map((assetId) => client.history.trend({ assetId, point: 'activePowerKW', ...span })),
  )
  const firsts = trends
    .map(({ from, stepMs, mean }) => ({ at: from, stepMs, n: mean.findIndex((v) => v !== null) }))
    .filter(({ n }) => n >= 0)
    .map(({ at, stepMs, n }) => (n === 0 ? at : at + (n + 1) * stepMs))
  return firsts.length > 0 ? Math.min(...firsts) : null
}

/** When the history of the last hour begins: the present while nothing is stored, `undefined` until it is known. */
export function useHistoryStart(): EpochMs | undefined {
  const client = useClient()
  const store = useLiveStore()
  const { assets } = useSite()
  const ids = probesOf(assets).map((a) => a.id)
  const { data } = useQuery({
    queryKey: ['history-start', ...ids],
    queryFn: () => firstValueAt(client, ids, Math.round(store.now())),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (typeof state.data === 'number' ? false : 2_000),
  })
  return data === null ? Math.floor(store.now()) : data
}
