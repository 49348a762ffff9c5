import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { HealthNow } from '../../../domain/rpc/health/forecasts.ts'
import { useClient } from '../../connection/connected.tsx'

/** First part of the key of everything about health. */
const healthKey = ['health'] as const

/** Forecasts, anomalies and how good we are; asked for again every 10 s. */
export function useHealthNow() {
  const client = useClient()
  return useQuery({ queryKey: [...healthKey, 'now'], queryFn: () => client.health.now(), refetchInterval: 10_000 })
}

/** What `read` takes from {@link useHealthNow}; `undefined` while nothing is known. */
export function useFromHealth<T>(read: (now: HealthNow) => T): T | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: [...healthKey, 'now'],
    queryFn: () => client.health.now(),
    refetchInterval: 10_000,
    select: read,
  })
  return data
}

/** What lies behind a forecast. */
export function useEvidence(id: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'evidence', id],
    queryFn: () => client.health.evidence({ id: id ?? '' }),
    enabled: id !== undefined,
    refetchInterval: 60_000,
  })
}

/** Work orders, those to be done first at the top. */
export function useWorkOrders() {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'work'],
    queryFn: () => client.health.work.list(),
    refetchInterval: 30_000,
  })
}

/** When taking an asset out for so long costs least; asked only while an asset is chosen. */
export function useCalendar(asked: { assetId: string; hours: number; before?: number } | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'calendar', asked],
    queryFn: () => client.health.calendar(asked ?? { assetId: '', hours: 1 }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
}

/** Has everything about health asked for anew, after a person changed some of it. */
export function useRenewHealth(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: healthKey }), [queries])
}

/** The health of one asset. */
export function useAssetHealth(assetId: string) {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'asset', assetId],
    queryFn: () => client.health.asset({ assetId }),
    refetchInterval: 60_000,
  })
}

/** Every rule at its newest version. */
export function useRules() {
  const client = useClient()
  return useQuery({ queryKey: [...healthKey, 'rules'], queryFn: () => client.health.rules.list() })
}

/** One rule with its versions, and when it fired. */
export function useRule(id: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'rules', id],
    queryFn: () => client.health.rules.get({ id: id ?? '' }),
    enabled: id !== undefined,
  })
}

/** What is wrong with the text of a rule, its proper form, and what it would watch. */
export function useRuleCheck(text: string) {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'check', text],
    queryFn: () => client.health.rules.check({ text }),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    retry: false,
  })
}

/** How right we are, and the models that were trained here. */
export function useModels() {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'models'],
    queryFn: () => client.health.models(),
    refetchInterval: ({ state }) => (state.data?.training.state === 'running' ? 2_000 : 30_000),
  })
}

/** Equipment that draws too much, meters against each other, consumers in the background load. */
export function useConsumption() {
  const client = useClient()
  return useQuery({
    queryKey: [...healthKey, 'consumption'],
    queryFn: () => client.health.consumption.get(),
    refetchInterval: 60_000,
  })
}
