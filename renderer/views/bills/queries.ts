import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useClient } from '../../connection/connected.tsx'

const often = 15_000

/** How retail stands; `null` = the site file names no consumers. */
export function useRetail() {
  const client = useClient()
  return useQuery({ queryKey: ['retail', 'now'], queryFn: () => client.retail.now(), refetchInterval: often })
}

/** Consumers with what is due. */
export function useConsumers() {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'consumers'],
    queryFn: () => client.retail.consumers(),
    refetchInterval: often,
  })
}

/** Bills of a consumer, the newest first. */
export function useBills(consumer: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'bills', consumer],
    queryFn: () => client.retail.bills({ ...(consumer !== undefined && { consumer }), limit: 200 }),
    enabled: consumer !== undefined,
    refetchInterval: often,
  })
}

/** A bill with everything it rests on. */
export function useBill(id: number | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'bill', id],
    queryFn: () => client.retail.bill({ id: id ?? 0 }),
    enabled: id !== undefined,
    refetchInterval: often,
  })
}

/** Runs of bills, the newest first. */
export function useRuns() {
  const client = useClient()
  return useQuery({ queryKey: ['retail', 'runs'], queryFn: () => client.retail.runs(), refetchInterval: often })
}

/** Lists of payments, payments in the suspense account, and what parties are owed. */
export function useMoney() {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'money'],
    queryFn: async () => {
      const [lists, suspense, payments, payouts] = await Promise.all([
        client.retail.paymentLists(),
        client.retail.payments({ isSuspense: true, limit: 200 }),
        client.retail.payments({ isSuspense: false, limit: 200 }),
        client.retail.payouts(),
      ])
      return { lists, suspense, payments, payouts }
    },
    refetchInterval: often,
  })
}

/** Contracts and switches of tariff, the newest first. */
export function useContracts() {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'contracts'],
    queryFn: () => client.retail.contracts({}),
    refetchInterval: often,
  })
}

/** Rates, and what waits for a second person. */
export function useRates() {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'rates'],
    queryFn: async () => {
      const [rates, proposals] = await Promise.all([client.retail.rates(), client.retail.proposals()])
      return { ...rates, proposals }
    },
    refetchInterval: often,
  })
}

/** Readings that people entered for a consumer, the newest first. */
export function useReadings(consumer: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['retail', 'readings', consumer],
    queryFn: () => client.retail.readings({ consumer }),
    refetchInterval: often,
  })
}

/** Has everything of retail asked anew: for after an act. */
export function useRenewRetail(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['retail'] })
}
