/*
 * Streams scans, audit rows and alarm steps into a data folder, as fast as they are taken, and says what was
 * acknowledged, until it is killed. Scan n has the instant n seconds after the start.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { silentLog } from '../../../../domain/log.ts'
import { createAnchorFile } from '../../../../main/audit/anchor.ts'
import { createAuditTrail } from '../../../../main/audit/trail.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { createAlarmJournal } from '../../../../main/historian/alarm-journal.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { openReadingStore } from '../../../../main/historian/readings/thread/store.ts'
import { alarmStep, knownPoints, scanOf, start } from './stream.ts'

const folder = process.argv[2] ?? ''
const log = silentLog
const db = openDb({ file: join(folder, 'site.db'), clock, log })
const audit = createAuditTrail({ db, anchors: createAnchorFile(join(folder, 'audit.anchors')), clock, log })
const alarms = createAlarmJournal({ db, clock, log })
const store = await openReadingStore({ task: { file: join(folder, 'history.db') }, clock, log })
const numbers = await store.ask('know', { points: knownPoints })
const rowsOf = (table: string) => db.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`)?.rows ?? 0

let scans = Math.round(((store.newest() ?? start - 1_000) - start) / 1_000) + 1
let audits = rowsOf('audit')
let steps = rowsOf('alarm_journal')
writeSync(1, `from ${scans}\n`)
for (;;) {
  for (let i = 0; i < 20; i++) store.append(scanOf(scans++, numbers))
  while (store.waiting() > 0) await new Promise((resolve) => setImmediate(resolve))
  audit.write({ person: audits % 2 === 0 ? 'Ada' : 'engine', action: 'Counted', detail: `row ${audits}` })
  audits += 1
  alarms.append([alarmStep(steps)])
  steps += 1
  writeSync(1, `acknowledged ${scans} ${audits} ${steps}\n`)
}
