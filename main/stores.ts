import { join } from 'node:path'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { PointRef } from '../domain/rpc/site.ts'
import type { SiteConfig } from '../domain/site.ts'
import { type AlarmSystem, openAlarmSystem } from './alarm-system.ts'
import { createAnchorFile } from './audit/anchor.ts'
import { type AuditTrail, createAuditTrail } from './audit/trail.ts'
import { createRecords, type Records } from './commissioning/records.ts'
import { createBackups } from './historian/backup.ts'
import { openDb, type SiteDb } from './historian/db.ts'
import { type Historian, startHistorian } from './historian/historian.ts'
import { createPriceTable, type PriceRows } from './historian/prices.ts'
import { retentionOf } from './historian/keep.ts'
import { openReadingStore } from './historian/readings/thread/store.ts'
import { statedAnchors } from './settlement/statements/anchor-line.ts'
import type { Teardown } from './teardown.ts'
import { type Annotations, createAnnotations } from './trends/annotations.ts'
import { createSampleImport, type ImportSamples } from './trends/sample-import.ts'
import { createTrendViews, type TrendViews } from './trends/views.ts'

/** Everything of a site that lies on the disk. */
export interface Stores {
  db: SiteDb
  historian: Historian
  audit: AuditTrail
  alarms: AlarmSystem
  records: Records
  priceTable: PriceRows
  trendViews: TrendViews
  annotations: Annotations
  importSamples: ImportSamples
}

/** Opens and starts the stores of a site in its data folder. Errors: `Store.*`. */
export async function openStores(given: {
  site: SiteConfig
  dataDir: string
  points: readonly PointRef[]
  clock: Clock
  log: Log
  teardown: Teardown
}): Promise<Stores> {
  const { site, dataDir, points, clock, log, teardown } = given
  const db = openDb({ file: join(dataDir, 'site.db'), clock, log })
  teardown.add('database', db.close)
  const anchorFile = createAnchorFile(join(dataDir, 'audit.anchors'))
  // besides the file: what the site signed and gave away
  const anchors = { drop: anchorFile.drop, read: () => [...anchorFile.read(), ...statedAnchors(db)] }
  const audit = createAuditTrail({ db, anchors, clock, log })
  const alarms = openAlarmSystem({ site, dataDir, db, audit: audit.write, clock, log, teardown })
  const retention = retentionOf(site.historian)
  const store = await openReadingStore({ task: { file: join(dataDir, 'history.db'), retention }, clock, log })
  teardown.add('readings', () => store.stop())
  const backup = createBackups({ dataDir, db, store, clock }).make
  const historian = await startHistorian({
    store,
    backup,
    maxBytes: retention.maxBytes,
    points,
    deadbands: site.historian.deadbands ?? [],
    audit: audit.write,
    clock,
    log,
  })
  teardown.add('historian', historian.stop)
  audit.start()
  teardown.add('audit trail', audit.stop)
  return {
    db,
    historian,
    audit,
    alarms,
    records: createRecords(db),
    priceTable: createPriceTable({ db }),
    trendViews: createTrendViews({ db, audit: audit.write }),
    annotations: createAnnotations({ db, audit: audit.write, clock, assetIds: site.assets.map(({ id }) => id) }),
    importSamples: createSampleImport({ historian, audit: audit.write, clock }),
  }
}
