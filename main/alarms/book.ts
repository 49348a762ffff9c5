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

/** A book that begins with the occurrences kept from before. */
export function createAlarmBook({ kept, clock }: { kept: readonly Alarm[]; clock: Clock }): AlarmBook {
  const ordered = kept.toSorted((a, b) => a.raisedAt - b.raisedAt)
  const byKey = new Map(ordered.map((alarm) => [keyOf(alarm), alarm]))
  const keys = new Map(ordered.map((alarm) => [alarm.id, keyOf(alarm)]))
  const firsts = new Map<string, { key: string; id: string; atMs: Ms }>()
  let shown: readonly Alarm[] | undefined
  let steps: AlarmStep[] = []
  const put = (alarm: Alarm): void => {
    byKey.set(keyOf(alarm), alarm)
    shown = undefined
  }
  const step = (event: AlarmEvent, alarm: Alarm, by: By = {}): void => {
    steps.push({ at: clock.now(), event, alarm, ...by })
    shown = undefined
    if (!isLast(event)) return void byKey.set(keyOf(alarm), alarm)
    byKey.delete(keyOf(alarm))
    keys.delete(alarm.id)
  }
  const markFirst = ({ id, assetId, code }: Alarm): void => {
    if (assetId === undefined) return
    const first = firsts.get(assetId)
    if (!first || clock.monotonicMs() - first.atMs > groupMs)
      return void firsts.set(assetId, { key: `${code} ${assetId}`, id, atMs: clock.monotonicMs() })
    const alarm = byKey.get(first.key)
    if (alarm?.id === first.id && !alarm.isFirstOut) put({ ...alarm, isFirstOut: true })
  }
  const byId = (id: string): Alarm | undefined => byKey.get(keys.get(id) ?? '')
  return {
    list: () => (shown ??= listed(byKey.values())),
    all: () => byKey.values(),
    get: (key) => byKey.get(key),
    byId,
    raise(track, place) {
      const earlier = byKey.get(track.key)
      if (earlier) step('cameAgain', earlier)
      const alarm = { ...occurrenceOf(track, clock.now()), ...place }
      keys.set(alarm.id, track.key)
      step('raised', alarm)
      markFirst(alarm)
    },
    refresh(track) {
      const alarm = byKey.get(track.key)
      if (!alarm || alarm.state === 'normalUnacknowledged') return
      const { comings, ...rest } = alarm
      const next = { ...rest, text: track.condition.text, ...wordsOf(track) }
      if (track.chatter === 0) put(next)
      else if (comings === undefined) step('chattering', { ...next, comings: track.chatter })
      else put({ ...next, comings: track.chatter })
    },
    settle(track) {
      const alarm = byKey.get(track.key)
      if (!alarm) return
      const gone: Alarm = { ...alarm, returnedAt: clock.now() }
      if (track.rule.isLatching) step('latched', { ...gone, needsReset: true })
      else if (alarm.aside || alarm.state === 'activeAcknowledged')
        step('over', { ...gone, state: 'normalUnacknowledged' })
      else step('returned', { ...gone, state: 'normalUnacknowledged' })
    },
    place(alarm, place, by) {
      const { aside: before, rootId: _, ...rest } = alarm
      if (place.aside) return step(place.aside, { ...rest, ...place }, by)
      const isAnew = before !== 'suppressed' && alarm.state === 'activeAcknowledged'
      step('released', isAnew ? announced(rest) : rest, by)
    },
    setBeneath(alarm, count) {
      const { beneath = 0, ...rest } = alarm
      if (beneath !== count) put(count > 0 ? { ...rest, beneath: count } : rest)
    },
    announceAgain: (alarm) => step('reAlarmed', announced(alarm)),
    acknowledge(alarm, by) {
      const seen: Alarm = { ...alarm, acknowledgedAt: clock.now(), acknowledgedBy: by.person }
      if (alarm.state === 'normalUnacknowledged') step('over', seen, by)
      else step('acknowledged', { ...seen, state: 'activeAcknowledged' }, by)
    },
    reset: (alarm, by) => step('reset', { ...alarm, state: 'normalUnacknowledged' }, by),
    takeSteps() {
      const taken = steps
      steps = []
      return taken
    },
  }
}

/** Whether an occurrence is over with this step. */
export function isLast(event: AlarmEvent): boolean {
  return event === 'over' || event === 'cameAgain' || event === 'reset'
}

function listed(alarms: Iterable<Alarm>): Alarm[] {
  return [...alarms].filter(({ aside }) => !aside).sort((a, b) => a.priority - b.priority || b.raisedAt - a.raisedAt)
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
  const { acknowledgedAt: _, acknowledgedBy: __, ...rest } = alarm
  return { ...rest, state: 'activeUnacknowledged', revision: (alarm.revision ?? 0) + 1 }
}
