import type { Alarm, AlarmAside } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Acknowledged } from '../../domain/rpc/alarms.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { AlarmBook } from './book.ts'
import type { Places } from './places.ts'
import type { RuleFor } from './rules.ts'
import type { Shelves } from './shelves.ts'

/** One occurrence as the person saw it. */
export interface Seen {
  alarmId: string
  revision?: number | undefined
}

/** What people do with alarms. All throw `Store.Failed` when it can't be kept in the audit trail. */
export interface Acts {
  /**
   * Acknowledges one occurrence.
   * @throws PowerchainError `Alarm.Unknown` for one that is over, `Alarm.Changed` for one that is no longer as it was seen,
   * `Alarm.NoteRequired` where a note is asked for
   */
  acknowledge(person: string, alarmId: string, note: string, revision?: number): void
  /** Acknowledges several with one note; says of each whether it was. */
  acknowledgeMany(person: string, seen: readonly Seen[], note: string): Acknowledged
  /** Puts an alarm away for a time. Errors: `Alarm.Unknown`, `Alarm.Changed`. */
  shelve(person: string, shelving: Seen & { minutes: number; reason: string }): AlarmAside
  /** Takes an alarm, or every alarm of an asset, out of service. */
  outOfService(
    person: string,
    what: { code?: string | undefined; assetId?: string | undefined; reason: string },
  ): AlarmAside
  /** Ends what a person set aside before its time. Errors: `Alarm.Unknown`. */
  takeBack(person: string, kind: AlarmAside['kind'], id: string, reason: string): void
  /** Ends a latched alarm. Errors: `Alarm.Unknown`, `Alarm.Changed`, `Alarm.NotResettable`. */
  reset(person: string, seen: Seen, note: string): void
}

interface Given {
  book: AlarmBook
  shelves: Shelves
  places: Places
  ruleFor: RuleFor
  clock: Clock
  audit: WriteAudit
  /** Journals the steps made. */
  finish(): void
}

/** Acts of people over the book: each is in the audit trail before it is done. */
export function createActs(given: Given): Acts {
  const { book, places, audit, finish } = given
  const seenAlarm = (seen: Seen): Alarm => {
    const alarm = book.byId(seen.alarmId)
    if (!alarm) throw unknown()
    if (seen.revision !== undefined && seen.revision !== (alarm.revision ?? 0)) throw changed()
    return alarm
  }
  const acknowledgeable = (seen: Seen, note: string): Alarm => {
    const alarm = seenAlarm(seen)
    if (alarm.state === 'activeAcknowledged') throw unknown()
    if (note === '' && (alarm.noteRequired || alarm.priority === 1)) throw noteRequired(alarm)
    return alarm
  }
  const move = (person: string, reason: string): void => {
    places.invalidate()
    places.apply({ person, note: reason })
    finish()
  }
  return {
    acknowledge(person, alarmId, note, revision) {
      const alarm = acknowledgeable({ alarmId, revision }, note)
      const detail = `Acknowledged "${alarm.text}"${note ? `: ${note}` : ''}.`
      audit({ person, action: 'AlarmAcknowledged', detail, ...about(alarm) })
      book.acknowledge(alarm, { person, note })
      finish()
    },
    acknowledgeMany: (person, seen, note) => acknowledgeMany(given, acknowledgeable, { person, seen, note }),
    shelve: (person, shelving) => {
      const alarm = seenAlarm(shelving)
      return shelve(given, { person, alarm, ...shelving }, move)
    },
    outOfService: (person, what) => outOfService(given, { person, ...what }, move),
    takeBack: (person, kind, id, reason) => takeBack(given, { person, kind, id, reason }, move),
    reset(person, seen, note) {
      const alarm = seenAlarm(seen)
      if (!alarm.needsReset || alarm.state !== 'activeAcknowledged') throw notResettable(alarm)
      audit({
        person,
        action: 'AlarmReset',
        detail: `Reset "${alarm.text}"${note ? `: ${note}` : ''}.`,
        ...about(alarm),
      })
      book.reset(alarm, { person, note })
      finish()
    },
  }
}

/** Journals what moved, with the person and the reason. */
type Move = (person: string, reason: string) => void

function outOfService(
  { shelves, audit }: Given,
  what: { person: string; code?: string | undefined; assetId?: string | undefined; reason: string },
  move: Move,
): AlarmAside {
  const { person, code = '*', assetId, reason } = what
  const name = code === '*' ? 'All alarms' : `The alarm ${code}`
  const text = assetId === undefined ? name : `${name} of ${assetId}`
  const where = assetId === undefined ? {} : { assetId }
  audit({ person, action: 'AlarmTakenOutOfService', detail: `${text} out of service: ${reason}.`, ...where })
  const aside = shelves.put({ kind: 'outOfService', code, ...where, text, by: person, reason })
  move(person, reason)
  return aside
}

function takeBack(
  { shelves, audit }: Given,
  { person, kind, id, reason }: { person: string; kind: AlarmAside['kind']; id: string; reason: string },
  move: Move,
): void {
  const aside = shelves.get(id)
  if (aside?.kind !== kind) throw unknown()
  const action = kind === 'shelved' ? 'AlarmUnshelved' : 'AlarmPutIntoService'
  const words = kind === 'shelved' ? 'Taken from the shelf' : 'Back into service'
  audit({ person, action, detail: `${words}: "${aside.text}": ${reason}.`, ...about(aside) })
  shelves.remove(id)
  move(person, reason)
}

function shelve(
  { shelves, clock, audit }: Given,
  { person, alarm, minutes, reason }: { person: string; alarm: Alarm; minutes: number; reason: string },
  move: Move,
): AlarmAside {
  const detail = `Shelved "${alarm.text}" for ${minutes} min: ${reason}.`
  audit({ person, action: 'AlarmShelved', detail, ...about(alarm) })
  const { code, text } = alarm
  const until = clock.now() + minutes * 60_000
  const aside = shelves.put({ kind: 'shelved', code, ...about(alarm), text, by: person, until, reason })
  move(person, reason)
  return aside
}

/** One row of the audit trail for all of them; the journal has a step for each. */
function acknowledgeMany(
  { book, audit, finish }: Given,
  acknowledgeable: (seen: Seen, note: string) => Alarm,
  { person, seen, note }: { person: string; seen: readonly Seen[]; note: string },
): Acknowledged {
  const alarms = new Map<string, Alarm>()
  const refused: Acknowledged['refused'] = []
  for (const one of seen)
    try {
      alarms.set(one.alarmId, acknowledgeable(one, note))
    } catch (error) {
      if (!(error instanceof PowerchainError)) throw error
      refused.push({ alarmId: one.alarmId, code: error.code, message: error.message })
    }
  const texts = [...alarms.values()].map(({ text }) => `"${text}"`)
  if (texts.length > 0) {
    const more = texts.length > 10 ? ` and ${texts.length - 10} more` : ''
    const detail = `Acknowledged ${texts.length} alarms: ${texts.slice(0, 10).join(', ')}${more}${note ? `: ${note}` : ''}.`
    audit({ person, action: 'AlarmsAcknowledged', detail })
    for (const alarm of alarms.values()) book.acknowledge(alarm, { person, note })
    finish()
  }
  return { acknowledged: [...alarms.keys()], refused }
}

function about({ assetId }: { assetId?: string }): { assetId?: string } {
  return assetId === undefined ? {} : { assetId }
}

function unknown(): PowerchainError {
  return new PowerchainError('Alarm.Unknown', 'This alarm no longer waits for you; look at the list as it is now.')
}

function changed(): PowerchainError {
  return new PowerchainError('Alarm.Changed', 'This alarm is no longer as you saw it; look at it again.')
}

function noteRequired({ priority }: Alarm): PowerchainError {
  const which = priority === 1 ? 'A critical alarm' : 'This alarm'
  return new PowerchainError('Alarm.NoteRequired', `${which} is acknowledged with a note on what you will do.`)
}

function notResettable({ needsReset }: Alarm): PowerchainError {
  const message = needsReset ? 'Acknowledge this alarm before you reset it.' : 'This alarm does not wait for a reset.'
  return new PowerchainError('Alarm.NotResettable', message)
}
