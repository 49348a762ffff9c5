import { implement } from '@orpc/server'
import type { Alarm, AlarmAside, AlarmCondition } from '../../../../domain/alarm.ts'
import type { JournalRequest, JournalRow } from '../../../../domain/rpc/alarms.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { createAlarms } from '../../../../main/alarms/alarms.ts'
import { createAlarmDesk } from '../../../../main/alarms/desk.ts'
import { systemClock } from '../../../../main/clock.ts'
import { madeFile } from '../field/demo-list.ts'
import { demoHistory } from './demo-history.ts'
import { demoAsides, demoConditions, demoKept } from './demo-moment.ts'

const os = implement(contract)
const mostShown = 500

const fits = (row: JournalRow, asked: JournalRequest) =>
  (asked.from === undefined || row.at >= asked.from) &&
  (asked.to === undefined || row.at < asked.to) &&
  (asked.assetId === undefined || row.assetId === asked.assetId) &&
  (asked.code === undefined || row.code === asked.code) &&
  (asked.priority === undefined || row.priority === asked.priority) &&
  (asked.event === undefined || row.event === asked.event) &&
  (asked.before === undefined || row.n < asked.before)

/** A journal in memory, the newest rows last. */
function createDemoJournal(now: EpochMs) {
  const rows: JournalRow[] = demoHistory(now)
  return {
    rows,
    page: (asked: JournalRequest) => {
      const found: JournalRow[] = []
      for (let i = rows.length - 1; i >= 0 && found.length < asked.limit; i--) {
        const row = rows[i]
        if (row && fits(row, asked)) found.push(row)
      }
      return found
    },
    of: (alarmId: string) => rows.filter((row) => row.alarmId === alarmId),
    walk: async (from: EpochMs, to: EpochMs, visit: (row: JournalRow) => void) => {
      for (const row of rows) if (row.at >= from && row.at < to) visit(row)
    },
  }
}

/** The product's own alarm list over conditions that a test or a person at the demonstration sets. */
export class DemoAlarms {
  /** What holds now; alarms come and go with it. */
  conditions: AlarmCondition[]
  readonly #alarms
  readonly #desk
  readonly #person: string

  constructor({ silent, person, now }: { silent: string; person: string; now: EpochMs }) {
    this.#person = person
    this.conditions = demoConditions(silent)
    const journal = createDemoJournal(now)
    const kept = demoKept(silent, person, now)
    for (const alarm of kept.toSorted((a, b) => a.raisedAt - b.raisedAt))
      journal.rows.push(rowOf(alarm, 'raised', alarm.raisedAt, journal.rows.length + 1))
    const asides = new Map<string, AlarmAside>(demoAsides(now).map((aside) => [aside.id, aside]))
    this.#alarms = createAlarms({
      clock: systemClock,
      audit: () => {},
      store: {
        load: () => kept,
        append: (steps) => {
          for (const { alarm, event, at, person: by, note } of steps) {
            const row = rowOf(alarm, event, at, journal.rows.length + 1)
            journal.rows.push({ ...row, ...(by !== undefined && { person: by }), ...(note !== undefined && { note }) })
          }
        },
        loadAsides: () => [...asides.values()],
        saveAside: (aside) => void asides.set(aside.id, aside),
        removeAside: (id) => void asides.delete(id),
      },
    })
    const limits = { notEvaluated: () => [] }
    this.#desk = createAlarmDesk({ alarms: this.#alarms, journal, limits, config: undefined, clock: systemClock })
    this.step()
  }

  step(): void {
    this.#alarms.update(this.conditions)
  }

  /** The list as the stream carries it; the same array until something changes. */
  readonly #shown = new WeakMap<readonly Alarm[], readonly Alarm[]>()
  list(): readonly Alarm[] {
    const whole = this.#alarms.list()
    const shown = this.#shown.get(whole) ?? whole.slice(0, mostShown)
    this.#shown.set(whole, shown)
    return shown
  }

  situation() {
    return { ...this.#alarms.situation(), notEvaluated: 0 }
  }

  handlers() {
    const [alarms, desk, person] = [this.#alarms, this.#desk, this.#person]
    const acts = os.alarms
    return {
      acknowledge: acts.acknowledge.handler(({ input }) =>
        alarms.acknowledge(person, input.alarmId, input.note, input.revision),
      ),
      acknowledgeMany: acts.acknowledgeMany.handler(({ input }) =>
        alarms.acknowledgeMany(person, input.alarms, input.note),
      ),
      shelve: acts.shelve.handler(({ input }) => alarms.shelve(person, input)),
      unshelve: acts.unshelve.handler(({ input }) => alarms.takeBack(person, 'shelved', input.id, input.reason)),
      outOfService: acts.outOfService.handler(({ input }) => alarms.outOfService(person, input)),
      inService: acts.inService.handler(({ input }) => alarms.takeBack(person, 'outOfService', input.id, input.reason)),
      reset: acts.reset.handler(({ input }) => alarms.reset(person, input, input.note)),
      aside: acts.aside.handler(() => desk.aside()),
      detail: acts.detail.handler(({ input }) => desk.detail(input.alarmId)),
      journal: acts.journal.handler(({ input }) => desk.journal(input)),
      kpis: acts.kpis.handler(({ input }) => desk.kpis(input)),
      rationalisation: acts.rationalisation.handler(() => desk.rationalisation()),
      export: acts.export.handler(({ input }) =>
        madeFile(`alarms-${input.what}.${input.format}`, 'text/csv', 'made by the demonstration'),
      ),
    }
  }
}

function rowOf(alarm: Alarm, event: JournalRow['event'], at: EpochMs, n: number): JournalRow {
  const { id: alarmId, code, priority, assetId, text, raisedAt, aside, rootId } = alarm
  return {
    n,
    at,
    event,
    alarmId,
    code,
    priority,
    text,
    raisedAt,
    ...(assetId !== undefined && { assetId }),
    ...(aside !== undefined && { aside }),
    ...(rootId !== undefined && { rootId }),
  }
}
