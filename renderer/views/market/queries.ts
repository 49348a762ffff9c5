import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { MemberAct, TradeAct } from '../../../domain/market/acts.ts'
import { useClient } from '../../connection/connected.tsx'

const marketKey = ['market'] as const
/** Two blocks of the practice chain. */
const everyMs = 4_000

/** How this site stands in the market. */
export function useMarketNow() {
  const client = useClient()
  return useQuery({ queryKey: [...marketKey, 'now'], queryFn: () => client.market.now(), refetchInterval: everyMs })
}

/** Offers, requests and what they became. */
export function useBook() {
  const client = useClient()
  return useQuery({ queryKey: [...marketKey, 'book'], queryFn: () => client.market.book(), refetchInterval: everyMs })
}

/** Nodes and their places. */
export function useNodes() {
  const client = useClient()
  return useQuery({ queryKey: [...marketKey, 'nodes'], queryFn: () => client.market.nodes(), refetchInterval: everyMs })
}

/** Members of the platform. */
export function useMembers() {
  const client = useClient()
  return useQuery({
    queryKey: [...marketKey, 'members'],
    queryFn: () => client.market.members(),
    refetchInterval: everyMs,
  })
}

/** Groups of members behind one owner of nodes. */
export function useGroups() {
  const client = useClient()
  return useQuery({
    queryKey: [...marketKey, 'groups'],
    queryFn: () => client.market.groups(),
    refetchInterval: everyMs,
  })
}

/** Decisions of the members. */
export function useVotes() {
  const client = useClient()
  return useQuery({ queryKey: [...marketKey, 'votes'], queryFn: () => client.market.votes(), refetchInterval: everyMs })
}

/** Live offers against a request; asked only while one is chosen. */
export function useMatches(request: number | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...marketKey, 'matches', request],
    queryFn: () => client.market.matches({ request: request ?? 0 }),
    enabled: request !== undefined,
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
  })
}

/** Matches that would earn the broker's fee. */
export function useAdvice() {
  const client = useClient()
  return useQuery({
    queryKey: [...marketKey, 'advice'],
    queryFn: () => client.market.advice(),
    refetchInterval: everyMs,
  })
}

/** An act, and whether it is one of a member (engineers) or of trade (operators). */
export type Order = { of: 'trade'; act: TradeAct } | { of: 'member'; act: MemberAct }

/** What an act would do now; asked only while it is complete. */
export function useCheck(order: Order | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...marketKey, 'check', order],
    queryFn: () => {
      if (!order) throw new Error('nothing to check')
      return order.of === 'trade' ? client.market.check(order.act) : client.market.checkMember(order.act)
    },
    enabled: order !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    retry: false,
  })
}

/** Has everything about the market asked for anew. */
export function useRenewMarket(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: marketKey }), [queries])
}
