import { randomUUID } from 'node:crypto'
import type { Alarm, AlarmEvent, AlarmStep, AsideKind } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'
import { keyOf, type Track } from './tracking.ts'

/** Who did it, and why. */
export type By = Pick<AlarmStep, 'person' | 'note'>

/** Why an occurrence is not in the list, and which other explains it. */
export interface Place {
  aside?: AsideKind
  rootId?: string
}

/** Occurrences in force and the steps that led there. One occurrence per condition at most. */
export interface AlarmBook {
  /** What is announced: most important first, the newest first among equals. The same array until something changes. */
  list(): readonly Alarm[]
  /** Every occurrence, aside or not. */
  all(): Iterable<Alarm>
  get(key: string): Alarm | undefined
  byId(id: string): Alarm | undefined
  /** A new occurrence; one of the same condition that still waits gives way to it. */
  raise(track: Track, place: Place): void
  /** Follows words and comings of the condition. */
  refresh(track: Track): void
  /** The condition is gone. */
  settle(track: Track): void
  /** Puts it aside or back into the list, where it is announced anew when a person had put it aside. */
  place(alarm: Alarm, place: Place, by?: By): void
  /** How many others it explains. */
  setBeneath(alarm: Alarm, count: number): void
  announceAgain(alarm: Alarm): void
  acknowledge(alarm: Alarm, by: Required<By>): void
  reset(alarm: Alarm, by: Required<By>): void
  /** The steps since the last call. */
  takeSteps(): AlarmStep[]
}

/** Alarms of an asset within this span after its first belong together. */
const groupMs: Ms = 5_000

/** Occurrences by their condition, and the steps not yet journalled. */
interface Pages extends Pick<AlarmBook, 'list' | 'all' | 'get' | 'byId' | 'takeSteps'> {
  put(alarm: Alarm): void
  step(event: AlarmEvent, alarm: Alarm, by?: By): void
}

function createPages(kept: readonly Alarm[], clock: Clock): Pages {
  const ordered = kept.toSorted((a, b) => a.raisedAt - b.raisedAt)
  const byKey = new Map(ordered.map((alarm) => [keyOf(alarm), alarm]))
  const keys = new Map(ordered.map((alarm) => [alarm.id, keyOf(alarm)]))
  let shown: readonly Alarm[] | undefined
  let steps: AlarmStep[] = []
  return {
    list: () => (shown ??= listed(byKey.values())),
    all: () => byKey.values(),
    get: (key) => byKey.get(key),
    byId: (id) => byKey.get(keys.get(id) ?? ''),
    put(alarm) {
      byKey.set(keyOf(alarm), alarm)
      shown = undefined
    },
    step(event, alarm, by = {}) {
      const key = keyOf(alarm)
      steps.push({ at: clock.now(), event, alarm, ...by })
      shown = undefined
      if (isLast(event)) {
        byKey.delete(key)
        keys.delete(alarm.id)
        return
      }
      byKey.set(key, alarm)
      keys.set(alarm.id, key)
    },
    takeSteps() {
      const taken = steps
      steps = []
      return taken
    },
  }
}

/** Marks the alarm that came before the others of its asset. */
function createFirstOut({ get, put }: Pages, clock: Clock): (alarm: Alarm) => void {
  const firsts = new Map<string, { key: string; id: string; atMs: Ms }>()
  return (alarm) => {
    const { id, assetId } = alarm
    if (assetId === undefined) return
    const first = firsts.get(assetId)
    if (!first || clock.monotonicMs() - first.atMs > groupMs) {
      firsts.set(assetId, { key: keyOf(alarm), id, atMs: clock.monotonicMs() })
      return
    }
    const leader = get(first.key)
    if (leader?.id === first.id && !leader.isFirstOut) put({ ...leader, isFirstOut: true })
  }
}

/** A book that begins with the occurrences kept from before. */
export function createAlarmBook({ kept, clock }: { kept: readonly Alarm[]; clock: Clock }): AlarmBook {
  const pages = createPages(kept, clock)
  const markFirst = createFirstOut(pages, clock)
  const { put, step, get } = pages
  return {
    ...pages,
    raise(track, place) {
      const earlier = get(track.key)
      if (earlier) step('cameAgain', earlier)
      const alarm = { ...occurrenceOf(track, clock.now()), ...place }
      step('raised', alarm)
      markFirst(alarm)
    },
    refresh(track) {
      const alarm = get(track.key)
      if (!alarm || alarm.state === 'normalUnacknowledged') return
      const { comings, ...rest } = alarm
      const next = { ...rest, text: track.condition.text, ...wordsOf(track) }
      if (track.chatter === 0) put(next)
      else if (comings === undefined) step('chattering', { ...next, comings: track.chatter })
      else put({ ...next, comings: track.chatter })
    },
    settle(track) {
      const alarm = get(track.key)
      if (!alarm) return
      const gone: Alarm = { ...alarm, returnedAt: clock.now() }
      const isOver = alarm.aside !== undefined || alarm.state === 'activeAcknowledged'
      if (track.rule.isLatching) step('latched', { ...gone, needsReset: true })
      else step(isOver ? 'over' : 'returned', { ...gone, state: 'normalUnacknowledged' })
    },
    place(alarm, place, by) {
      const { aside: before, rootId: _rootId, ...rest } = alarm
      if (place.aside) return step(place.aside, { ...rest, ...place }, by)
      const isAnew = before !== 'suppressed' && alarm.state === 'activeAcknowledged'
      step('released', isAnew ? announced(rest) : rest, by)
    },
    setBeneath(alarm, count) {
      if ((alarm.beneath ?? 0) === count) return
      const { beneath: _beneath, ...rest } = alarm
      put(count > 0 ? { ...rest, beneath: count } : rest)
    },
    announceAgain: (alarm) => step('reAlarmed', announced(alarm)),
    acknowledge(alarm, by) {
      const seen: Alarm = { ...alarm, acknowledgedAt: clock.now(), acknowledgedBy: by.person }
      if (alarm.state === 'normalUnacknowledged') step('over', seen, by)
      else step('acknowledged', { ...seen, state: 'activeAcknowledged' }, by)
    },
    reset: (alarm, by) => step('reset', { ...alarm, state: 'normalUnacknowledged' }, by),
  }
}

/** Whether an occurrence is over with this step. */
function isLast(event: AlarmEvent): boolean {
  return event === 'over' || event === 'cameAgain' || event === 'reset'
}

/** By priority in four piles: a flood is not sorted as a whole. */
function listed(alarms: Iterable<Alarm>): Alarm[] {
  const piles: Alarm[][] = [[], [], [], []]
  for (const alarm of alarms) if (!alarm.aside) piles[alarm.priority - 1]?.push(alarm)
  return piles.flatMap((pile) => pile.sort((a, b) => b.raisedAt - a.raisedAt))
}

function occurrenceOf(track: Track, now: number): Alarm {
  const { condition, rule, chatter } = track
  return {
    id: randomUUID(),
    code: condition.code,
    priority: rule.priority,
    ...(condition.assetId !== undefined && { assetId: condition.assetId }),
    text: condition.text,
    ...wordsOf(track),
    state: 'activeUnacknowledged',
    raisedAt: now,
    ...(rule.respondWithinMs !== undefined && { respondBy: now + rule.respondWithinMs }),
    ...(rule.noteRequired && { noteRequired: true as const }),
    ...(chatter > 0 && { comings: chatter }),
  }
}

function wordsOf({ condition, rule }: Track): Pick<Alarm, 'response'> {
  return { response: rule.response ?? condition.response }
}

/** Waits for a person again. */
function announced(alarm: Alarm): Alarm {
  const { acknowledgedAt: _at, acknowledgedBy: _by, ...rest } = alarm
  return { ...rest, state: 'activeUnacknowledged', revision: (alarm.revision ?? 0) + 1 }
}
