import type { Person } from '../../domain/access.ts'
import type { AlarmCondition, AlarmPriority } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Certificate, Certificates } from '../../domain/rpc/trust.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** Certificates of OPC UA links, and who trusts them. */
export interface TrustDesk {
  list(): Certificates
  accept(person: Person, thumbprint: string, reason: string): void
  withdraw(person: Person, thumbprint: string, reason: string): void
}

/** Ours or a trusted certificate that expires soon, as the field side tells. */
interface Expiring {
  thumbprint: string
  subject: string
  /** Whole days until it expires; negative once it has. */
  days: number
  whose: 'own' | 'trusted'
}

/** The certificates as they are kept. */
export interface TrustNeeds {
  list(): Certificates
  /** @throws PowerchainError `Config.NotFound` */
  trust(thumbprint: string): Certificate
  /** @throws PowerchainError `Config.NotFound` */
  withdraw(thumbprint: string): Certificate
  expiring(now: EpochMs): readonly Expiring[]
  audit: WriteAudit
  clock: Clock
}

/** The files change rarely and the conditions are asked for in every cycle. */
const lookAgainMs: Ms = 60_000

/** The desk of a site, and what a person must know of the certificates. */
export function createTrustDesk(needs: TrustNeeds): TrustDesk & { conditions(): AlarmCondition[] } {
  const { audit, clock } = needs
  let known: { atMs: Ms; conditions: AlarmCondition[] } = { atMs: -Infinity, conditions: [] }
  const decide = (person: Person, thumbprint: string, reason: string, isTrusted: boolean): void => {
    const { rejected, trusted, issuers } = needs.list()
    const found = (isTrusted ? rejected : [...trusted, ...issuers]).find((one) => one.thumbprint === thumbprint)
    const action = isTrusted ? 'CertificateTrusted' : 'CertificateTrustWithdrawn'
    // An unknown one is refused below; nothing happened that the trail could keep.
    if (found) audit({ person: person.name, action, detail: `${found.subject}, thumbprint ${thumbprint}: ${reason}` })
    if (isTrusted) needs.trust(thumbprint)
    else needs.withdraw(thumbprint)
    known.atMs = -Infinity
  }
  return {
    list: needs.list,
    accept: (person, thumbprint, reason) => decide(person, thumbprint, reason, true),
    withdraw: (person, thumbprint, reason) => decide(person, thumbprint, reason, false),
    conditions() {
      const atMs = clock.monotonicMs()
      if (atMs - known.atMs >= lookAgainMs) known = { atMs, conditions: conditionsOf(needs.expiring(clock.now())) }
      return known.conditions
    },
  }
}

/** One condition for each step, so that the alarm rises again as the day comes nearer. */
function conditionsOf(expiring: readonly Expiring[]): AlarmCondition[] {
  const steps = new Map<string, Expiring[]>()
  for (const one of expiring) {
    const { code } = stepOf(one.days)
    steps.set(code, [...(steps.get(code) ?? []), one])
  }
  return [...steps].map(([code, those]) => ({
    code,
    priority: stepOf(those[0]?.days ?? 0).priority,
    text: `${those.map(told).join('; ')}.`,
    response: 'Renew the certificate, or trust the renewed one of the device, before the link is refused.',
  }))
}

function stepOf(days: number): { code: string; priority: AlarmPriority } {
  if (days < 0) return { code: 'certificate.expired', priority: 2 }
  if (days <= 1) return { code: 'certificate.expires1', priority: 2 }
  if (days <= 7) return { code: 'certificate.expires7', priority: 3 }
  return { code: 'certificate.expires30', priority: 4 }
}

function told({ subject, thumbprint, days, whose }: Expiring): string {
  const name = whose === 'own' ? 'Our own certificate' : `The certificate of ${subject}`
  const when = days < 0 ? 'has expired' : days === 0 ? 'expires today' : `expires in ${days} days`
  return `${name} (${thumbprint.slice(0, 8)}) ${when}`
}
