import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import { formatNumber } from '../../../format/number.ts'

/** A month of the model page. */
export type Month = HealthModels['months'][number]

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Apr 2026` of `2026-04`. */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${names[Number(number) - 1] ?? number} ${year}`
}

/** A ratio in percent; `not yet` for none. */
export function shareText(ratio: number | null): string {
  return ratio === null ? 'not yet' : `${formatNumber(ratio * 100)}\u00A0%`
}

/** What stands on each other in the bar of a month: right, false, and failures that were missed. */
export function monthParts({ confirmed, judged, missed }: Pick<Month, 'confirmed' | 'judged' | 'missed'>) {
  return { right: confirmed, false: Math.max(0, judged - confirmed), missed }
}
