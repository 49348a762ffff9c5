import type { Alarm, AlarmStep } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import { createBacklog } from './backlog.ts'
import type { WriteDb } from './db.ts'

/** Keeps occurrences over a restart and every step for ever. */
export interface AlarmJournal {
  /** Occurrences that were not over when the engine stopped. */
  load(): Alarm[]
  /** Writes the steps in order; never throws, steps that the disk refuses wait and are tried again with each call. */
  append(steps: readonly AlarmStep[]): void
}

const isLast = (event: AlarmStep['event']): boolean => event === 'over' || event === 'cameAgain'

/** Alarms as rows of the site's database. */
export function createAlarmJournal({ db, clock, log }: { db: WriteDb; clock: Clock; log: Log }): AlarmJournal {
  const write = ({ at, event, alarm, person, note }: AlarmStep): void => {
    db.run(
      'INSERT INTO alarm_journal (at, alarm, event, code, priority, asset, text, person, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      at,
      alarm.id,
      event,
      alarm.code,
      alarm.priority,
      alarm.assetId ?? null,
      alarm.text,
      person ?? null,
      note ?? null,
    )
    if (isLast(event)) db.run('DELETE FROM alarm WHERE id = ?', alarm.id)
    else db.run('INSERT OR REPLACE INTO alarm (id, body) VALUES (?, ?)', alarm.id, JSON.stringify(alarm))
  }
  const backlog = createBacklog<AlarmStep>({
    write: (steps) => db.transaction(() => steps.forEach(write)),
    what: 'alarm steps',
    clock,
    log,
  })
  return {
    load: () => db.all<{ body: string }>('SELECT body FROM alarm').map((row) => JSON.parse(row.body) as Alarm),
    append: backlog.add,
  }
}
