import type { Alarm, AlarmAside, AlarmEvent, AlarmStep } from '../../domain/alarm.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { JournalRequest, JournalRow } from '../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { createBacklog } from './backlog.ts'
import type { SqlValue, WriteDb } from './db.ts'

/** Keeps occurrences over a restart and every step for ever. */
export interface AlarmJournal {
  /** Occurrences that were not over when the engine stopped. */
  load(): Alarm[]
  /**
   * Writes the steps in order; never throws, steps that the disk refuses wait and are tried again with each call. A flood
   * is written in slices, so that the control loop has its turn between them.
   */
  append(steps: readonly AlarmStep[]): void
  /** Writes what waits, at once. */
  flush(): void
  /** Why steps can't be written, a sentence; `undefined` while they can. */
  failure(): string | undefined
  loadAsides(): AlarmAside[]
  /** Errors: `Store.Failed`. */
  saveAside(aside: AlarmAside): void
  /** Errors: `Store.Failed`. */
  removeAside(id: string): void
  /** The newest rows first. Errors: `Store.Failed`. */
  page(request: JournalRequest): JournalRow[]
  /** The steps of one occurrence, the oldest first. */
  of(alarmId: string): JournalRow[]
  /** Every row of [from, to) in order of time, slice by slice. */
  walk(from: EpochMs, to: EpochMs, visit: (row: JournalRow) => void): Promise<void>
}

/** Steps written in one go, some milliseconds; the rest follows after a breath. */
const sliceSteps = 100
const breathMs: Ms = 5
/** Rows read in one go. */
const sliceRows = 1_000

const isLast = (event: AlarmEvent): boolean => event === 'over' || event === 'cameAgain' || event === 'reset'

/** Alarms as rows of the site's database. */
export function createAlarmJournal({ db, clock, log }: { db: WriteDb; clock: Clock; log: Log }): AlarmJournal {
  const backlog = createBacklog<AlarmStep>({
    write: (steps) => db.transaction(() => steps.forEach((step) => write(db, step))),
    what: 'alarm steps',
    clock,
    log,
  })
  let queue: AlarmStep[] = []
  let stopDraining: Stop | undefined
  const drain = (): void => {
    stopDraining = undefined
    backlog.add(queue.splice(0, sliceSteps))
    if (queue.length > 0) stopDraining = clock.after(breathMs, drain)
  }
  return {
    load: () => db.all<{ body: string }>('SELECT body FROM alarm').map((row) => JSON.parse(row.body) as Alarm),
    append(steps) {
      for (const step of steps) queue.push(step)
      if (!stopDraining) drain()
    },
    flush() {
      stopDraining?.()
      stopDraining = undefined
      backlog.add(queue)
      queue = []
    },
    failure: backlog.failure,
    loadAsides: () =>
      db.all<{ body: string }>('SELECT body FROM alarm_aside').map((row) => JSON.parse(row.body) as AlarmAside),
    saveAside: (aside) =>
      db.durable(() =>
        db.run('INSERT OR REPLACE INTO alarm_aside (id, body) VALUES (?, ?)', aside.id, JSON.stringify(aside)),
      ),
    removeAside: (id) => void db.durable(() => db.run('DELETE FROM alarm_aside WHERE id = ?', id)),
    page: (request) => page(db, request),
    of: (alarmId) =>
      db.all<Row>('SELECT * FROM alarm_journal WHERE alarm = ? ORDER BY n LIMIT 500', alarmId).map(shownRow),
    walk: (from, to, visit) => walk({ db, clock, from, to, visit }),
  }
}

function write(db: WriteDb, { at, event, alarm, person, note }: AlarmStep): void {
  db.run(
    'INSERT INTO alarm_journal (at, alarm, event, code, priority, asset, text, person, note, raised_at, aside, root) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    at,
    alarm.id,
    event,
    alarm.code,
    alarm.priority,
    alarm.assetId ?? null,
    alarm.text,
    person ?? null,
    note ?? null,
    alarm.raisedAt,
    alarm.aside ?? null,
    alarm.rootId ?? null,
  )
  if (isLast(event)) db.run('DELETE FROM alarm WHERE id = ?', alarm.id)
  else db.run('INSERT OR REPLACE INTO alarm (id, body) VALUES (?, ?)', alarm.id, JSON.stringify(alarm))
}

function page(db: WriteDb, { from, to, assetId, code, priority, event, before, limit }: JournalRequest): JournalRow[] {
  const terms: [string, SqlValue | undefined][] = [
    ['n < ?', before],
    ['at >= ?', from],
    ['at < ?', to],
    ['asset = ?', assetId],
    ['code = ?', code],
    ['priority = ?', priority],
    ['event = ?', event],
  ]
  const used = terms.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
  const where = used.length > 0 ? `WHERE ${used.map(({ term }) => term).join(' AND ')}` : ''
  const values = [...used.map(({ value }) => value), limit]
  return db.all<Row>(`SELECT * FROM alarm_journal ${where} ORDER BY n DESC LIMIT ?`, ...values).map(shownRow)
}

async function walk(given: {
  db: WriteDb
  clock: Clock
  from: EpochMs
  to: EpochMs
  visit: (row: JournalRow) => void
}): Promise<void> {
  const { db, clock, from, to, visit } = given
  const sql = 'SELECT * FROM alarm_journal WHERE (at, n) > (?, ?) AND at < ? ORDER BY at, n LIMIT ?'
  let last = { at: from, n: -1 }
  for (;;) {
    const rows = db.all<Row>(sql, last.at, last.n, to, sliceRows)
    for (const row of rows) visit(shownRow(row))
    last = rows.at(-1) ?? last
    if (rows.length < sliceRows) return
    await new Promise<void>((resolve) => clock.after(breathMs, resolve))
  }
}

interface Row {
  n: number
  at: number
  alarm: string
  event: AlarmEvent
  code: string
  priority: JournalRow['priority']
  asset: string | null
  text: string
  person: string | null
  note: string | null
  raised_at: number | null
  aside: JournalRow['aside'] | null
  root: string | null
}

function shownRow({ n, at, event, alarm, code, priority, text, ...row }: Row): JournalRow {
  return {
    n,
    at,
    event,
    alarmId: alarm,
    code,
    priority,
    text,
    ...(row.asset !== null && { assetId: row.asset }),
    ...(row.raised_at !== null && { raisedAt: row.raised_at }),
    ...(row.aside !== null && { aside: row.aside }),
    ...(row.root !== null && { rootId: row.root }),
    ...(row.person !== null && { person: row.person }),
    ...(row.note !== null && { note: row.note }),
  }
}
