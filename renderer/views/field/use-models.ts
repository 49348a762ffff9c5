import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../connection/connected.tsx'

/** Key of the models in the query cache; what reads them again makes it invalid. */
export const modelsKey = ['field', 'models'] as const

/** All device models, and the definition files that could not be read. */
export function useModels() {
  const client = useClient()
  return useQuery({ queryKey: modelsKey, queryFn: () => client.field.models(), refetchInterval: 10_000 })
}
