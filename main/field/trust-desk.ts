import type { Person } from '../../domain/access.ts'
import type { AlarmCondition, AlarmPriority } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Certificate, Certificates, Party, Trust } from '../../domain/rpc/field/trust.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** Certificates of OPC UA links, to devices and from other systems, and who trusts them. */
export interface TrustDesk {
  list(): Trust
  accept(person: Person, decision: Decision): void
  withdraw(person: Person, decision: Decision): void
}

/** A decision about one certificate. */
interface Decision {
  party: Party
  thumbprint: string
  reason: string
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
  list(party: Party): Certificates
  /** @throws PowerchainError `Config.NotFound` */
  trust(party: Party, thumbprint: string): Certificate
  /** @throws PowerchainError `Config.NotFound` */
  withdraw(party: Party, thumbprint: string): Certificate
  /** Of OPC UA and of Modbus over TLS; one file may serve many links. */
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
  const decide = (person: Person, { party, thumbprint, reason }: Decision, isTrusted: boolean): void => {
    const { rejected, trusted, issuers } = needs.list(party)
    const found = (isTrusted ? rejected : [...trusted, ...issuers]).find((one) => one.thumbprint === thumbprint)
    const action = isTrusted ? 'CertificateTrusted' : 'CertificateTrustWithdrawn'
    // An unknown one is refused below; nothing happened that the trail could keep.
    const whose = party === 'others' ? ', a system that reads from us' : ''
    if (found)
      audit({ person: person.name, action, detail: `${found.subject}${whose}, thumbprint ${thumbprint}: ${reason}` })
    if (isTrusted) needs.trust(party, thumbprint)
    else needs.withdraw(party, thumbprint)
    known.atMs = -Infinity
  }
  return {
    list: () => ({ devices: needs.list('devices'), others: needs.list('others') }),
    accept: (person, decision) => decide(person, decision, true),
    withdraw: (person, decision) => decide(person, decision, false),
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
  const once = new Map(expiring.map((one) => [one.thumbprint, one]))
  for (const one of once.values()) {
    const { code } = stepOf(one.days)
    steps.set(code, [...(steps.get(code) ?? []), one])
  }
  return [...steps].map(([code, those]) => ({
    code,
    priority: stepOf(those[0]?.days ?? 0).priority,
    text: `${those.map(told).join('; ')}.`,
    response: 'Renew the certificate, or trust the renewed one of the other end, before the link is refused.',
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
