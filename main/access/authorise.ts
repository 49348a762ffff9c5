import { isAllowed, type Person, type Role } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { Ms } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** Throws `Access.Denied` unless the person's role allows a call that asks for `needs`. */
export type Authorise = (person: Person, call: string, needs: Role) => void

/** The same refusal is written down once in this span, so that nobody fills the trail by asking again. */
const quietMs: Ms = 60_000
const mostRemembered = 1_000

/** The one place where a role is compared with what a call asks for. A refusal is a fact for the audit trail. */
export function createAuthorise({ clock, audit, log }: { clock: Clock; audit: WriteAudit; log: Log }): Authorise {
  const refused = new Map<string, Ms>()
  const record = (person: Person, call: string, needs: Role): void => {
    const key = `${person.name} ${call}`
    if (clock.monotonicMs() - (refused.get(key) ?? -Infinity) < quietMs) return
    if (refused.size >= mostRemembered) refused.clear()
    refused.set(key, clock.monotonicMs())
    log.warn('call refused', { person: person.name, role: person.role, call, needs })
    const detail = `${person.name} (${person.role}) was refused ${call}, which needs the role ${needs}.`
    audit({ person: 'engine', action: 'AccessDenied', detail })
  }
  return (person, call, needs) => {
    if (isAllowed(person.role, needs)) return
    record(person, call, needs)
    throw new PowerchainError('Access.Denied', `This needs the role ${needs}; you have the role ${person.role}.`, {
      details: { needs, has: person.role },
    })
  }
}
