import { join } from 'node:path'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { PointRef } from '../domain/rpc/site.ts'
import { type Alarms, createAlarms } from './alarms/alarms.ts'
import { createAnchorFile } from './audit/anchor.ts'
import { type AuditTrail, createAuditTrail } from './audit/trail.ts'
import { createRecords, type Records } from './commissioning/records.ts'
import { createAlarmJournal } from './historian/alarm-journal.ts'
import { openDb, type SiteDb } from './historian/db.ts'
import { createHistorian, type Historian } from './historian/historian.ts'
import type { Teardown } from './teardown.ts'

/** Everything of a site that lies on the disk. */
export interface Stores {
  db: SiteDb
  historian: Historian
  audit: AuditTrail
  alarms: Alarms
  records: Records
  /** From now on these points are stored. */
  setPoints(points: readonly PointRef[]): void
}

/** Opens and starts the stores of a site in its data folder. Errors: `Store.*`. */
export function openStores(given: {
  dataDir: string
  points: readonly PointRef[]
  clock: Clock
  log: Log
  teardown: Teardown
}): Stores {
  const { dataDir, clock, log, teardown } = given
  const db = openDb({ file: join(dataDir, 'site.db'), clock, log })
  teardown.add('database', db.close)
  const audit = createAuditTrail({ db, anchors: createAnchorFile(join(dataDir, 'audit.anchors')), clock, log })
  const alarms = createAlarms({ store: createAlarmJournal({ db, clock, log }), clock, audit: audit.write })
  let current = createHistorian({ db, points: given.points, clock, log })
  current.start()
  teardown.add('historian', () => current.stop())
  audit.start()
  teardown.add('audit trail', audit.stop)
  const historian: Historian = {
    start: () => current.start(),
    stop: () => current.stop(),
    record: (image) => current.record(image),
    trend: (request) => current.trend(request),
    state: () => current.state(),
    bytes: () => current.bytes(),
    conditions: () => current.conditions(),
  }
  return {
    db,
    historian,
    audit,
    alarms,
    records: createRecords(db),
    setPoints(points) {
      const next = createHistorian({ db, points, clock, log })
      current.stop()
      current = next
      current.start()
    },
  }
}
