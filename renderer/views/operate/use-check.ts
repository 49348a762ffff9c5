import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OperateCheck } from '../../../domain/rpc/dispatch/desk.ts'
import type { KW } from '../../../domain/units.ts'
import { useClient } from '../../connection/connected.tsx'
import { problemOf } from '../../connection/problem.ts'

/** What the engine says of the power typed. `isCurrent` is false while it still speaks of an earlier one. */
export interface CheckState {
  check: OperateCheck | undefined
  isCurrent: boolean
  /** Why the check itself failed. */
  problem: string | undefined
}

/** Asks the engine what a command would do, a moment after the last key, and again every two seconds. */
export function useCheck(reservationId: string | undefined, powerKW: KW | undefined): CheckState {
  const client = useClient()
  const [settled] = useDebouncedValue(powerKW, 200)
  const query = useQuery({
    queryKey: ['check', reservationId, settled],
    queryFn: () => client.dispatch.check({ reservationId: reservationId ?? '', powerKW: settled ?? 0 }),
    enabled: reservationId !== undefined && settled !== undefined,
    refetchInterval: 2_000,
    retry: false,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const isCurrent = settled === powerKW && !query.isPlaceholderData && query.data !== undefined
  return { check: query.data, isCurrent, problem: query.error ? problemOf(query.error).message : undefined }
}
