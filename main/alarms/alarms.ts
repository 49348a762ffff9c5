import type { Alarm, AlarmCondition, AlarmStep } from '../../domain/alarm.ts'
import type { AlarmsConfig } from '../../domain/alarms/settings.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { AlarmSituation } from '../../domain/rpc/alarms.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { type Acts, createActs } from './acts.ts'
import { type AlarmBook, createAlarmBook } from './book.ts'
import { createFlood } from './flood.ts'
import { createLines, rankOf, rootOf, type Roots, rootsOf } from './grouping.ts'
import { createPlaces, type Places } from './places.ts'
import { createRules, type RuleFor } from './rules.ts'
import { type AsideStore, createShelves, type Shelves } from './shelves.ts'
import { createTracking, type Judged, type Track } from './tracking.ts'

/** Keeps occurrences over a restart and every step of them. */
export interface AlarmStore extends AsideStore {
  load(): Alarm[]
  /** Writes the steps in order; never throws, what the disk refuses waits for the next call. */
  append(steps: readonly AlarmStep[]): void
}

/** The alarm list: turns conditions that hold into occurrences that wait for a person. */
export interface Alarms extends Acts {
  /** Takes the conditions of the moment, each cycle, and the assets that are out of service by themselves. Never throws. */
  update(conditions: readonly AlarmCondition[], resting?: ReadonlySet<string>): void
  /** Most important first, the newest first among equals. The same array until something changes. */
  list(): readonly Alarm[]
  /** Occurrences that are not in the list, the newest first. */
  aside(): readonly Alarm[]
  setAside(): ReturnType<Shelves['list']>
  /** An occurrence in force, in the list or aside. */
  find(alarmId: string): Alarm | undefined
  situation(): Omit<AlarmSituation, 'notEvaluated'>
  /** Called with the steps of each call that made some, in order. */
  onSteps(listener: (steps: readonly AlarmStep[]) => void): Stop
}

/** What the alarm list is made of. */
export interface AlarmsNeeds {
  store: AlarmStore
  config?: AlarmsConfig | undefined
  site?: Pick<SiteConfig, 'devices' | 'assets'>
  clock: Clock
  log?: Log
  audit: WriteAudit
}

const nothing: ReadonlySet<string> = new Set()
const reviewMs = 1_000

/** The alarm list over its store. */
export function createAlarms({ store, config, site, clock, log, audit }: AlarmsNeeds): Alarms {
  const kept = store.load()
  const ruleFor = createRules(config)
  const book = createAlarmBook({ kept, clock })
  const stillActive = kept.filter(({ state, needsReset }) => state !== 'normalUnacknowledged' && !needsReset)
  const tracking = createTracking({ clock, ruleFor, kept: stillActive })
  const shelves = createShelves({ store, clock })
  const places = createPlaces({ book, shelves, tracking })
  const lines = createLines(site ?? { devices: [], assets: [] })
  const flood = createFlood(clock)
  const listeners = new Set<(steps: readonly AlarmStep[]) => void>()
  const finish = (): void => {
    const steps = book.takeSteps()
    flood.note(steps.filter(isAnnounced).length)
    store.append(steps)
    if (steps.length > 0) for (const listener of listeners) listener(steps)
  }
  const review = createReview({ book, shelves, places, ruleFor, clock, log })
  const judge = (conditions: readonly AlarmCondition[]): Judged => {
    let roots: Roots | undefined
    return tracking.judge(lines(conditions), (track) => {
      const root = rootOf((roots ??= rootsOf(tracking.all())), track)
      return root !== undefined && root.holds && !root.isRaised
    })
  }
  return {
    update(conditions, resting = nothing) {
      const { came, went, chatter, reworded } = judge(conditions)
      for (const track of reworded) book.refresh(track)
      if (came.length > 0 || went.length > 0) places.invalidate()
      places.setResting(resting)
      for (const track of rootsFirst(came)) book.raise(track, places.of(track))
      for (const track of went) book.settle(track)
      for (const track of chatter) book.refresh(track)
      review()
      places.apply()
      finish()
    },
    list: book.list,
    aside: () => [...book.all()].filter(({ aside }) => aside).toReversed(),
    setAside: shelves.list,
    find: book.byId,
    situation: () => situationOf(book.all(), book.list(), flood),
    onSteps(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ...createActs({ book, shelves, places, ruleFor, clock, audit, finish }),
  }
}

/** Once a second: ends shelvings that are over, and announces again what lasted too long after its acknowledgement. */
function createReview(given: {
  book: AlarmBook
  shelves: Shelves
  places: Places
  ruleFor: RuleFor
  clock: Clock
  log: Log | undefined
}): () => void {
  const { book, shelves, places, ruleFor, clock, log } = given
  let dueAtMs = -Infinity
  return () => {
    if (clock.monotonicMs() < dueAtMs) return
    dueAtMs = clock.monotonicMs() + reviewMs
    try {
      if (shelves.expire()) places.invalidate()
    } catch (error) {
      log?.error('the end of a shelving could not be stored', { reason: String(error) })
    }
    for (const alarm of book.all()) {
      const afterMs = alarm.state === 'activeAcknowledged' ? ruleFor(alarm).reAlarmAfterMs : undefined
      if (afterMs === undefined || alarm.aside || alarm.needsReset) continue
      if (clock.now() - (alarm.acknowledgedAt ?? 0) >= afterMs) book.announceAgain(alarm)
    }
  }
}

function isAnnounced({ event, alarm }: AlarmStep): boolean {
  if (alarm.aside) return false
  if (event === 'raised' || event === 'reAlarmed') return true
  return event === 'released' && alarm.state === 'activeUnacknowledged'
}

/** What explains others has to be there before them. */
function rootsFirst(came: readonly Track[]): readonly Track[] {
  if (came.length < 2) return came
  const roots = came.filter(({ rule }) => rule.isRoot).sort((a, b) => rankOf(a) - rankOf(b))
  return [...roots, ...came.filter(({ rule }) => !rule.isRoot)]
}

function situationOf(
  all: Iterable<Alarm>,
  list: readonly Alarm[],
  flood: ReturnType<typeof createFlood>,
): Omit<AlarmSituation, 'notEvaluated'> {
  const counts = { shelved: 0, suppressed: 0, outOfService: 0 }
  for (const { aside } of all) if (aside) counts[aside] += 1
  return {
    listed: list.length,
    unacknowledged: list.filter(({ state }) => state !== 'activeAcknowledged').length,
    ...counts,
    lately: flood.lately(),
    floodSince: flood.since(),
  }
}
