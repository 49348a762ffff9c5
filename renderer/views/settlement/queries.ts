import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { MoneySpan } from '../../../domain/rpc/settlement/money.ts'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import { useClient } from '../../connection/connected.tsx'

/** First part of the key of everything about settlement. */
const settlementKey = ['settlement'] as const
const soonMs = 5_000
const slowMs = 30_000

/** What the site earned and paid in a span. */
export function useSpanMoney(span: MoneySpan) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'money', span],
    queryFn: () => client.money.span({ span }),
    refetchInterval: slowMs,
    placeholderData: keepPreviousData,
  })
}

/** Money of the quarters [from, to); asked only while there are some. */
export function useRangeMoney(range: { from: Quarter; to: Quarter } | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'money', range],
    queryFn: () => client.money.span(range ?? { from: 0, to: 0 }),
    enabled: range !== undefined,
    staleTime: slowMs,
  })
}

/** A quarter opened; asked only while one is chosen. */
export function useQuarterMoney(quarter: Quarter | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'quarter', quarter],
    queryFn: () => client.money.quarter({ quarter: quarter ?? 0 }),
    enabled: quarter !== undefined,
    refetchInterval: slowMs,
    retry: false,
  })
}

/** The supplier's energies of a quarter beside ours. */
export function useSupplierLines(quarter: Quarter) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'supplier', quarter],
    queryFn: () => client.metering.supplier.lines({ from: quarter, to: quarter + 1 }),
    refetchInterval: slowMs,
  })
}

/** What check meters counted in a quarter beside the meters of their points. */
export function useChecked(quarter: Quarter) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'checked', quarter],
    queryFn: () => client.metering.checked({ from: quarter, to: quarter + 1 }),
    refetchInterval: slowMs,
  })
}

/** All revisions of a quarter's statement. */
export function useStatement(quarter: Quarter | undefined) {
  const client = useClient()
  const from = quarter ?? 0
  return useQuery({
    queryKey: [...settlementKey, 'statement', quarter],
    queryFn: () => client.settlement.statements({ from, to: from + 1 }),
    enabled: quarter !== undefined,
    refetchInterval: slowMs,
    retry: false,
  })
}

/** How statements and their key stand. */
export function useSettlementNow() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'now'],
    queryFn: () => client.settlement.now(),
    refetchInterval: soonMs,
  })
}

/** Batches, the newest first. */
export function useBatches() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'batches'],
    queryFn: () => client.settlement.batches(),
    refetchInterval: slowMs,
  })
}

/** How far the chain can be seen, and what waits for it. */
export function useChain() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'chain'],
    queryFn: () => client.ledger.now(),
    refetchInterval: soonMs,
  })
}

/** What waits for the chain and what reached it, the newest first. */
export function useOutbox() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'outbox'],
    queryFn: () => client.ledger.outbox({ limit: 1_000 }),
    refetchInterval: soonMs,
  })
}

/** One intent with all its steps. */
export function useIntent(id: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'outbox', id],
    queryFn: () => client.ledger.intent({ id: id ?? '' }),
    enabled: id !== undefined,
    refetchInterval: soonMs,
    retry: false,
  })
}

/** What a contract told, the newest first. */
export function useChainEvents(contract: ContractName) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'events', contract],
    queryFn: () => client.ledger.events({ contract, limit: 1_000 }),
    refetchInterval: slowMs,
  })
}

/** Agreements of the site, the newest first. */
export function useAgreements() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'agreements'],
    queryFn: () => client.agreements.list(),
    refetchInterval: slowMs,
  })
}

/** One agreement with the quarters [from, to). */
export function useAgreement(asked: { agreement: string; from: Quarter; to: Quarter } | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'agreements', asked],
    queryFn: () => client.agreements.open(asked ?? { agreement: '0', from: 0, to: 0 }),
    enabled: asked !== undefined,
    refetchInterval: slowMs,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Lines to accept or to have accepted. */
export function useAcceptances() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'acceptances'],
    queryFn: () => client.agreements.acceptances(),
    refetchInterval: slowMs,
  })
}

/** Disputes of the site, the newest first. */
export function useDisputes() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'disputes'],
    queryFn: () => client.agreements.disputes(),
    refetchInterval: slowMs,
  })
}

/** What ends when, the next first. */
export function useDeadlines() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'deadlines'],
    queryFn: () => client.agreements.deadlines(),
    refetchInterval: slowMs,
  })
}

/** Ends of the windows of posted batches, as far as the chain told them, by digest. */
export function useWindows() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'windows'],
    queryFn: () => client.agreements.windows(),
    refetchInterval: slowMs,
  })
}

/** What waits for a stick, and bundles that went out and came in. */
export function useBundles() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'bundles'],
    queryFn: () => client.bundles.now(),
    refetchInterval: soonMs,
  })
}

/** Keys, balances and what moves. */
export function useWallet() {
  const client = useClient()
  return useQuery({
    queryKey: [...settlementKey, 'wallet'],
    queryFn: () => client.wallet.now(),
    refetchInterval: soonMs,
  })
}

/** Has everything about settlement asked for anew, after a person changed some of it. */
export function useRenewSettlement(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: settlementKey }), [queries])
}
