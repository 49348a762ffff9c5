import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../../connection/connected.tsx'
import { useStatus } from '../../../state/live.ts'
import type { Bands } from './model/bands.ts'

/** What is foreseen of price, loads, sun and wind over two days; `undefined` until it is read, and in the past. */
export function useForecasts(): readonly Bands[] | undefined {
  const client = useClient()
  const { isReplay } = useStatus()
  const { data } = useQuery({
    queryKey: ['forecast'],
    queryFn: () => client.forecast.get({ hours: 48 }),
    enabled: isReplay !== true,
    refetchInterval: 300_000,
  })
  return data?.forecasts
}
