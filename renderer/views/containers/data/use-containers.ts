import { useQuery } from '@tanstack/react-query'
import type { AssetOf } from '../../../../domain/asset.ts'
import type { ContainerRow } from '../../../../domain/rpc/dispatch/mining.ts'
import type { Ms } from '../../../../domain/units.ts'
import { useClient } from '../../../connection/connected.tsx'
import { useSite, useStatus } from '../../../state/live.ts'

/** A mining container of the site file. */
export type Container = AssetOf<'container'>

const everyMs: Ms = 2_000

/** Where the answer is kept; a group operation asks anew at once. */
export const containersKey = ['containers'] as const

/** The site's containers in the order of the site file. */
export function useContainers(): Container[] {
  return useSite().assets.filter((asset) => asset.kind === 'container')
}

/**
 * What `pick` takes from how the engine sees and steers all containers, asked every two seconds; `undefined` until it is
 * known, and in a replay, which did not record it.
 */
export function useContainerRows<T>(pick: (rows: ContainerRow[]) => T): T | undefined {
  const client = useClient()
  const { isReplay } = useStatus()
  const { data } = useQuery({
    queryKey: containersKey,
    queryFn: () => client.mining.list(),
    refetchInterval: everyMs,
    enabled: isReplay !== true,
    select: pick,
  })
  return isReplay ? undefined : data
}

/** How the engine sees one container. */
export function useContainerRow(assetId: string): ContainerRow | undefined {
  return useContainerRows((rows) => rows.find((row) => row.assetId === assetId))
}
