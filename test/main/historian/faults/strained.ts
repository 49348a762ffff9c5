/*
 * Stores a scan, an audit row and an alarm step a hundred times a second in a data folder whose disk refuses more at
 * some point, and says after each how it is: `n scans are stored` or `n because ...`. Ends when its input ends.
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
import { alarmStep, knownPoints, scanOf } from '../kill/stream.ts'

const folder = process.argv[2] ?? ''
const log = silentLog
const db = openDb({ file: join(folder, 'site.db'), clock, log })
const audit = createAuditTrail({ db, anchors: createAnchorFile(join(folder, 'audit.anchors')), clock, log })
const alarms = createAlarmJournal({ db, clock, log })
const store = await openReadingStore({ task: { file: join(folder, 'history.db') }, clock, log })
const numbers = await store.ask('know', { points: knownPoints })

let n = 0
const stop = clock.every(10, () => {
  store.append(scanOf(n, numbers))
  audit.write({ person: 'engine', action: 'Counted', detail: `row ${n} ${'x'.repeat(400)}` })
  alarms.append([alarmStep(n)])
  n += 1
  const troubles = [store.failure(), audit.conditions()[0]?.text].filter((text) => text !== undefined)
  writeSync(1, `${n} ${troubles.length > 0 ? `because ${troubles.join(' ')}` : 'scans are stored'}\n`)
})
process.stdin.resume().once('end', async () => {
  stop()
  await store.stop()
  db.close()
})
