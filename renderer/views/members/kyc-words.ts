import type { Member } from '../../../domain/market/members.ts'
import { formatDate } from '../../format/time.ts'

/** Until when somebody vouches for a member. */
export function kycText({ kycUntil }: Member, at: number, timeZone: string): string {
  if (kycUntil === 0) return 'nobody vouches'
  return kycUntil < at ? `ran out ${formatDate(kycUntil, timeZone)}` : `until ${formatDate(kycUntil, timeZone)}`
}
