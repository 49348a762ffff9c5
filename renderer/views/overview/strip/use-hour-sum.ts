import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { sumValues } from '../../../charts/trend-data.ts'
import { useClient } from '../../../connection/connected.tsx'
import { useLiveStore } from '../../../state/live.ts'

const hourMs = 3_600_000
const buckets = 180

/** Power of several assets together over the last hour, kW positive into the bus; `null` where one of them is missing. */
export interface HourSum {
  from: EpochMs
  to: EpochMs
  stepMs: Ms
  values: (number | null)[]
}

/** Reads the last hour of several assets and adds it up; again each 20 s. */
export function useHourSum(assets: readonly Asset[]): HourSum {
  const client = useClient()
  const store = useLiveStore()
  const ids = assets.map((a) => a.id)
  const { data } = useQuery({
    queryKey: ['hour-sum', ...ids],
    queryFn: async () => {
      const to = Math.round(store.now())
      const span = { from: to - hourMs, to, buckets }
      const trends = await Promise.all(
        ids.map((assetId) => client.history.trend({ assetId, point: 'activePowerKW', ...span })),
      )
      return { span, trends }
    },
    refetchInterval: 20_000,
    placeholderData: keepPreviousData,
  })
  return useMemo(() => {
    const first = data?.trends[0]
    if (!data || !first) {
      const to = store.now()
      return { from: to - hourMs, to, stepMs: hourMs / buckets, values: [] }
    }
    return { ...data.span, stepMs: first.stepMs, values: sumValues(data.trends.map((t) => t.mean)) }
  }, [data, store])
}
