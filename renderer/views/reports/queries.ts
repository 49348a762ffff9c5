import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../connection/connected.tsx'

/** Key of the kept reports in the query cache. */
export const keptKey = ['reports', 'kept'] as const

/** What reports can be made, read again now and then: a new template file needs no reload of the page. */
export function useTemplates() {
  const client = useClient()
  return useQuery({
    queryKey: ['reports', 'templates'],
    queryFn: () => client.reports.templates(),
    refetchInterval: 15_000,
  })
}

/** Reports that are kept, the newest first. */
export function useKept() {
  const client = useClient()
  return useQuery({ queryKey: keptKey, queryFn: () => client.reports.list(), refetchInterval: 30_000 })
}
