import type { Certificate } from '../../../../domain/rpc/field/trust.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatDate } from '../../../format/time.ts'

const dayMs: Ms = 86_400_000

/** How urgently somebody has to see to a certificate's dates. */
export type Urgency = 'none' | 'month' | 'week' | 'day' | 'ended' | 'early'

/** How near its end a certificate is: within 30, 7, 1 days, over, or not begun. */
export function urgencyOf({ validFrom, validUntil }: Certificate, now: EpochMs): Urgency {
  if (now < validFrom) return 'early'
  const left = validUntil - now
  if (left <= 0) return 'ended'
  if (left <= dayMs) return 'day'
  if (left <= 7 * dayMs) return 'week'
  return left <= 30 * dayMs ? 'month' : 'none'
}

/** What its dates ask for, in words; empty when nothing. */
export function urgencyWords(certificate: Certificate, now: EpochMs): string {
  const { validFrom, validUntil } = certificate
  switch (urgencyOf(certificate, now)) {
    case 'none':
      return ''
    case 'early':
      return `not valid for another ${formatDuration(validFrom - now)}; is a clock wrong?`
    case 'ended':
      return `ended ${formatDuration(now - validUntil)} ago; the link is refused`
    case 'day':
      return `ends in ${formatDuration(validUntil - now)}; renew it today`
    case 'week':
      return `ends in ${formatDuration(validUntil - now)}; renew it this week`
    case 'month':
      return `ends in ${formatDuration(validUntil - now)}; plan the new one`
  }
}

/** `14 Apr 2026 to 13 Apr 2029`. */
export function validityWords({ validFrom, validUntil }: Certificate, timeZone: string): string {
  return `${formatDate(validFrom, timeZone)} to ${formatDate(validUntil, timeZone)}`
}

/** Digits in groups of four, capital, as people compare them: `A3E1 B07C 9A2F …`. */
export function thumbprintGroups(thumbprint: string): string[] {
  return thumbprint.toUpperCase().match(/.{1,4}/g) ?? []
}

/** The name in a subject, `CN=Wind park, O=Vendor` is `Wind park`; the whole subject when it names none. */
export function nameOf(subject: string): string {
  const found = /(?:^|[,/]\s*)CN=([^,/]+)/.exec(subject)?.[1]?.trim()
  return found ?? (subject === '' ? 'without a name' : subject)
}

/** Who signed it, in words. */
export function issuerWords({ issuer, subject }: Certificate): string {
  return issuer === subject ? 'signed by itself: nobody else vouches for it' : issuer
}
