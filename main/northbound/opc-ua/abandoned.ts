import type { OPCUAServer } from 'node-opcua-server'
import type { Clock, Stop } from '../../../domain/clock.ts'
import type { Ms } from '../../../domain/units.ts'

/** Time a client has to come back to its session after its connection broke. */
const graceMs = 60_000
const lookMs = 10_000

type Session = ReturnType<OPCUAServer['engine']['getSessions']>[number]

/**
 * Closes sessions whose connection is gone for a minute. The library would keep them for up to 50 minutes: a client
 * that fails now and then would use up all there are.
 */
export function closeAbandoned({ engine }: OPCUAServer, clock: Clock): Stop {
  const since = new WeakMap<Session, Ms>()
  return clock.every(lookMs, () => {
    const now = clock.monotonicMs()
    for (const session of engine.getSessions()) {
      const goneAt = since.get(session) ?? now
      if (session.channel && !session.aborted) since.delete(session)
      else if (now - goneAt < graceMs) since.set(session, goneAt)
      else engine.closeSession(session.authenticationToken, true, 'Timeout')
    }
  })
}
