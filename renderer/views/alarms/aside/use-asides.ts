import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useClient } from '../../../connection/connected.tsx'
import { useAlarmSituation } from '../../../state/live.ts'

/** Everything that is set aside; asked for again when its numbers change, and every half minute. */
export function useAsides() {
  const client = useClient()
  const situation = useAlarmSituation()
  return useQuery({
    queryKey: ['alarms', 'asides', situation?.shelved, situation?.suppressed, situation?.outOfService],
    queryFn: () => client.alarms.aside(),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })
}
