import type { EvidenceDetail } from '../../../../domain/rpc/health/forecasts.ts'
import { formatNumber } from '../../../format/number.ts'

/** Where the others lie: `8 others between 0.58 and 0.62 kW`. */
export function othersText({ rows, unit }: Pick<EvidenceDetail['peers'][number], 'rows' | 'unit'>, assetId: string) {
  const others = rows.flatMap((row) => (row.assetId === assetId || row.value === null ? [] : [row.value]))
  if (others.length === 0) return 'no other has a value now'
  const [least, most] = [Math.min(...others), Math.max(...others)]
  const decimals = most - least >= 20 || Math.abs(most) >= 100 ? 0 : most - least >= 1 ? 1 : 2
  const between =
    least === most
      ? `at ${formatNumber(least, decimals)}`
      : `between ${formatNumber(least, decimals)} and ${formatNumber(most, decimals)}`
  return `${others.length === 1 ? '1 other' : `${others.length} others`} ${between}${unit === '' ? '' : `\u00A0${unit}`}`
}
