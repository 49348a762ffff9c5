import type { Clock } from '../../domain/clock.ts'
import type { DeviceNote, LinkState, LinkStatus } from '../../domain/device.ts'
import type { Ms } from '../../domain/units.ts'
import { createLinkNotes, type LinkNotes } from './link-notes.ts'

/** What happened on a link lately, told as a {@link LinkStatus}. */
export interface LinkRecord {
  /** Enters a state, or gives a new reason for the same one. */
  to(state: LinkState, detail: string): void
  identified(serial: string | undefined): void
  /** How the link is secured; `undefined` where there is no choice. */
  secured(security: string | undefined): void
  answered(latencyMs: Ms): void
  unanswered(): void
  /** Bytes came, but no whole answer with a right check sum. */
  damaged(): void
  readonly notes: LinkNotes
  status(): LinkStatus
}

const keptAnswers = 50
const keptLatencies = 21
/** Above this an operator should know that readings arrive late. */
const slowMs: Ms = 500

/** A record of one link that begins as `connecting`. */
export function createLinkRecord({ endpoint, clock }: { endpoint: string; clock: Clock }): LinkRecord {
  const answers: boolean[] = []
  const latencies: Ms[] = []
  let base: Pick<LinkStatus, 'state' | 'since' | 'detail'> = {
    state: 'connecting',
    since: clock.now(),
    detail: 'not connected yet',
  }
  let serial: string | undefined
  let security: string | undefined
  let lostCount = 0
  /** Asked several times a turn and changed by every answer: put together once for all who ask in between. */
  let told: { status: LinkStatus; at: number } | undefined
  const renew = () => (told = undefined)
  const notes = noticed(createLinkNotes({ clock }), renew)
  return {
    to(state, detail) {
      renew()
      if (base.state === 'connected' && state === 'lost') {
        lostCount += 1
        notes.lost()
      }
      base = { state, detail, since: state === base.state ? base.since : clock.now() }
    },
    identified(given) {
      renew()
      serial = given
    },
    secured(given) {
      renew()
      security = given
    },
    answered(latencyMs) {
      renew()
      keep(answers, true, keptAnswers)
      keep(latencies, latencyMs, keptLatencies)
      notes.arrived(false)
    },
    unanswered() {
      renew()
      keep(answers, false, keptAnswers)
    },
    damaged() {
      renew()
      notes.arrived(true)
    },
    notes,
    status() {
      const now = clock.now()
      if (told?.at !== now)
        told = {
          at: now,
          status: statusOf({ base, endpoint, serial, security, answers, latencies, lostCount, notes: notes.list() }),
        }
      return told.status
    },
  }
}

function statusOf(known: {
  base: Pick<LinkStatus, 'state' | 'since' | 'detail'>
  endpoint: string
  serial: string | undefined
  security: string | undefined
  answers: readonly boolean[]
  latencies: readonly Ms[]
  lostCount: number
  notes: readonly DeviceNote[]
}): LinkStatus {
  const { base, endpoint, serial, security, answers, lostCount, notes } = known
  const latencyMs = median(known.latencies)
  const texts = notes.map(({ text }) => text)
  return {
    ...base,
    detail: base.state === 'connected' ? words([base.detail, ...texts, pace(latencyMs)]) : base.detail,
    endpoint,
    ...(serial === undefined ? {} : { serial }),
    answerRatio: answers.length === 0 ? 1 : answers.filter(Boolean).length / answers.length,
    latencyMs,
    lostCount,
    ...(notes.length === 0 ? {} : { notes }),
    ...(security === undefined ? {} : { security }),
  }
}

/** The notes, with a word before each of their changes. */
function noticed(notes: LinkNotes, onChange: () => void): LinkNotes {
  return {
    ...notes,
    note(note) {
      onChange()
      notes.note(note)
    },
    withdraw(kind, point) {
      onChange()
      notes.withdraw(kind, point)
    },
    doubled(unit) {
      onChange()
      notes.doubled(unit)
    },
  }
}

function keep<T>(list: T[], item: T, most: number): void {
  if (list.push(item) > most) list.shift()
}

function words(parts: readonly string[]): string {
  return parts.filter(Boolean).join('; ')
}

function pace(latencyMs: Ms): string {
  if (latencyMs > slowMs) return `slow: answers in ${(latencyMs / 1_000).toFixed(1)} s`
  return `answers in ${latencyMs < 10 ? latencyMs.toFixed(1) : Math.round(latencyMs)} ms`
}

function median(values: readonly number[]): number {
  const [first = 0] = values
  if (values.every((value) => value === first)) return first
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
