import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Proof, ProofSummary } from '../../../../domain/rpc/dispatch/proof.ts'
import { useClient } from '../../../connection/connected.tsx'
import { type Problem, problemOf } from '../../../connection/problem.ts'
import { useStatus } from '../../../state/live.ts'
import type { ProofSearch } from '../search.ts'

/** Proofs of orders that run and the newest of those that are kept, for those who look one up. */
export function useNewestProofs(): readonly ProofSummary[] | undefined {
  const client = useClient()
  const { isReplay } = useStatus()
  const { data } = useQuery({
    queryKey: ['proofs', 'newest'],
    queryFn: () => client.proof.list({ limit: 100 }),
    refetchInterval: 10_000,
    enabled: isReplay !== true,
  })
  return data && [...data.running, ...data.kept]
}

/** The proof of an instruction; `undefined` when there is none among the newest. */
export function useProofOf(instructionId: string): ProofSummary | undefined {
  return useNewestProofs()?.find(({ order }) => order.orderId === `instruction:${instructionId}`)
}

/** Proofs that fit the filters, those that run first; `older` reads more and is absent at the end. */
export function useProofList({ assetId, source, outcome }: ProofSearch): {
  rows: readonly ProofSummary[]
  problem: Problem | undefined
  isReading: boolean
  older: (() => void) | undefined
} {
  const client = useClient()
  const filters = { ...(assetId && { assetId }), ...(source && { source }), ...(outcome && { outcome }) }
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['proofs', 'list', filters],
    queryFn: ({ pageParam }) =>
      client.proof.list({ limit: 50, ...filters, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  })
  const [first] = data?.pages ?? []
  return {
    rows: [...(first?.running ?? []), ...(data?.pages ?? []).flatMap((page) => page.kept)],
    problem: error ? problemOf(error) : undefined,
    isReading: isPending,
    older: hasNextPage ? () => void fetchNextPage() : undefined,
  }
}

/** One proof with its samples; read again while its order runs. */
export function useProof(id: string | undefined): { data: Proof | undefined; error: unknown } {
  const client = useClient()
  const { data, error } = useQuery({
    queryKey: ['proofs', 'one', id],
    queryFn: () => client.proof.get({ id: id ?? '' }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && state.data.seal === null ? 5_000 : false),
  })
  return { data, error }
}
