import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Plan, PlanStatus } from '../../../../domain/dispatch/plan.ts'
import { useClient } from '../../../connection/connected.tsx'
import { type Problem, problemOf } from '../../../connection/problem.ts'
import { useStatus } from '../../../state/live.ts'
import { type PlanTrail, trailWith } from './model/plan-columns.ts'

/** The plan with what former ones said of steps that are over, as far as this page has seen them; and how planning stands. */
export function usePlan(): {
  trail: PlanTrail | undefined
  /** `undefined` in the past and until the engine said. */
  status: PlanStatus | undefined
  problem: Problem | undefined
} {
  const client = useClient()
  const cache = useQueryClient()
  const { plan: status, isReplay } = useStatus()
  const key = ['plan', 'current']
  const { data, error } = useQuery({
    queryKey: [...key, status?.planId ?? ''],
    queryFn: async () => {
      const { plan } = await client.plan.current()
      const before = cache.getQueryData<PlanTrail>([...key, 'trail'])
      if (!plan) return null
      const trail = trailWith(before, plan as Plan)
      cache.setQueryData([...key, 'trail'], trail)
      return trail
    },
    enabled: isReplay !== true,
    placeholderData: (previous) => previous,
    refetchInterval: 60_000,
  })
  return {
    trail: data ?? undefined,
    status: isReplay ? undefined : status,
    problem: error ? problemOf(error) : undefined,
  }
}
