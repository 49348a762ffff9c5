import { useMemo } from 'react'
import { failureModeNames, failureModes, type FailureModeName } from '../../../domain/health/failure-modes.ts'
import { useSite } from '../../state/live.ts'

/** Name of an asset by its id; the id itself where the site has none of it. */
export function useAssetName(): (assetId: string) => string {
  const { assets } = useSite()
  return useMemo(() => {
    const names = new Map(assets.map(({ id, name }) => [id, name]))
    return (assetId: string) => names.get(assetId) ?? assetId
  }, [assets])
}

/** Name of a failure as it stands in a line, for what may also be none that we know. */
export function modeName(mode: string | null): string {
  return isMode(mode) ? failureModes[mode].name : (mode ?? 'Breach of the operating mode')
}

const isMode = (mode: string | null): mode is FailureModeName => failureModeNames.includes(mode as FailureModeName)
