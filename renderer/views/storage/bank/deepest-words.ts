import type { StorageAsset } from '../../../../domain/models/storage.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatDay } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useDeepest } from './use-deepest.ts'

/** The deepest discharge of the last year in words, with its day. */
export function useDeepestWords(assets: readonly StorageAsset[]): string {
  const { timeZone } = useSite()
  const deepest = useDeepest(assets)
  if (!deepest) return 'deepest not known yet'
  return `deepest ${formatNumber(deepest.depthPct, 1)}\u00A0% on ${formatDay(deepest.at, timeZone)}`
}
