import { createHash, randomBytes } from 'node:crypto'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'

/**
 * Who may come in over the network. A token opens one thing, whichever comes first: a page, which gets a session and
 * spends the token, or a WebSocket, for which the token stays good so that it can come back after a lost link.
 */
export interface Door {
  /** A new token for `person`, 256 random bits as base64url. */
  issue(person: Person): string
  /** Spends the token for a session; `undefined` when it is unknown, spent, taken by a WebSocket, or too old. */
  openSession(token: string): string | undefined
  /** The person of a session that is not over. */
  personOfSession(session: string): Person | undefined
  /** The person of a token, which from now on opens WebSockets only. */
  personOfToken(token: string): Person | undefined
}

interface Pass {
  person: Person
  /** Monotonic, so that setting the machine's clock neither ends a session nor prolongs it. */
  untilMs: Ms
  use: 'token' | 'socketToken' | 'session'
}

/** A shift and a half; then a new link is needed. */
const passMs: Ms = 12 * 3_600_000
const mostPasses = 200

/** The passes of one running engine; they end with it. Only digests are kept, and looking one up tells no timing. */
export function createDoor({ clock }: { clock: Clock }): Door {
  const passes = new Map<string, Pass>()
  const add = (person: Person, use: Pass['use']): string => {
    const secret = randomBytes(32).toString('base64url')
    for (const [key, pass] of passes)
      if (pass.untilMs <= clock.monotonicMs() || passes.size >= mostPasses) passes.delete(key)
    passes.set(digest(secret), { person, untilMs: clock.monotonicMs() + passMs, use })
    return secret
  }
  const find = (secret: string, ...uses: Pass['use'][]): Pass | undefined => {
    const pass = passes.get(digest(secret))
    return pass && pass.untilMs > clock.monotonicMs() && uses.includes(pass.use) ? pass : undefined
  }
  return {
    issue: (person) => add(person, 'token'),
    openSession(token) {
      const pass = find(token, 'token')
      if (!pass) return undefined
      passes.delete(digest(token))
      return add(pass.person, 'session')
    },
    personOfSession: (session) => find(session, 'session')?.person,
    personOfToken(token) {
      const pass = find(token, 'token', 'socketToken')
      if (pass) pass.use = 'socketToken'
      return pass?.person
    },
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64')
}
