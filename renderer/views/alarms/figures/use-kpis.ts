import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useClient } from '../../../connection/connected.tsx'
import { useNow } from '../../../state/live.ts'
import { type Period, rangeOf } from './bands.ts'

/** Figures of a period up to now, read again each minute. */
export function useKpis(period: Period) {
  const client = useClient()
  const range = rangeOf(period, useNow(60_000))
  return useQuery({
    queryKey: ['alarms', 'kpis', period, range.to],
    queryFn: () => client.alarms.kpis(range),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}
