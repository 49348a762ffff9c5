import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { WriteAudit } from '../audit/audit.ts'

/** What other systems do that they should not. */
export type Incident = 'write' | 'malformed' | 'notAllowed' | 'tooMany' | 'handshake'

const words: Record<Incident, string> = {
  write: 'tried to write; these values can only be read, nothing was changed',
  malformed: 'sent what is not the protocol spoken here; its connection was closed',
  notAllowed: 'is not among those who may read; its connection was closed',
  tooMany: 'was turned away: too many connections',
  handshake: 'could not prove who it is (TLS)',
}

/** Keeps account of what other systems should not do. */
export interface Incidents {
  note(what: Incident, from: string, detail?: string): void
  stop(): void
}

/** A flood of one kind is told once at its beginning and then once in so long. */
const quietMs = 60_000

/** Tells each kind of incident at most once a minute, with its number; tries to write also enter the audit trail. */
export function createIncidents({ clock, log, audit }: { clock: Clock; log: Log; audit: WriteAudit }): Incidents {
  const waiting = new Map<Incident, { count: number; text: string; stop: Stop }>()

  const tell = (what: Incident, text: string, count: number) => {
    const times = count > 1 ? ` (${count} times in the last minute)` : ''
    log.warn('northbound', { incident: what, detail: text, count })
    if (what === 'write') audit({ person: 'engine', action: 'NorthboundWriteRefused', detail: `${text}${times}.` })
  }
  const wait = (what: Incident) => {
    const stop = clock.after(quietMs, () => {
      const { count = 0, text = '' } = waiting.get(what) ?? {}
      waiting.delete(what)
      if (count === 0) return
      tell(what, text, count)
      wait(what)
    })
    waiting.set(what, { count: 0, text: '', stop })
  }

  return {
    note(what, from, detail) {
      const text = `${from || 'another system'} ${words[what]}${detail ? `: ${detail}` : ''}`
      const pending = waiting.get(what)
      if (pending) {
        pending.count += 1
        pending.text = text
        return
      }
      tell(what, text, 1)
      wait(what)
    },
    stop() {
      for (const { stop } of waiting.values()) stop()
      waiting.clear()
    },
  }
}
