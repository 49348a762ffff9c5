import { join } from 'node:path'
import type { Alarm, AlarmCondition } from '../domain/alarm.ts'
import { assetStateOf } from '../domain/asset.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import type { MadeFile } from '../domain/rpc/files.ts'
import type { AlarmExport, AlarmSituation } from '../domain/rpc/alarms.ts'
import type { SiteConfig } from '../domain/site.ts'
import { type Alarms, createAlarms } from './alarms/alarms.ts'
import { type AlarmDesk, createAlarmDesk } from './alarms/desk.ts'
import { createLimits } from './alarms/limits.ts'
import type { WriteAudit } from './audit/audit.ts'
import { tableFile } from './documents/documents.ts'
import { effective } from './alarms/rules.ts'
import { createAlarmJournal } from './historian/alarm-journal.ts'
import type { WriteDb } from './historian/db.ts'
import type { Image } from './image.ts'
import { createNotifier, type Notifier } from './notify/notifier.ts'
import type { Teardown } from './teardown.ts'

/** The alarm list with what people look up about it. */
export interface AlarmSystem extends Omit<Alarms, 'update' | 'situation'>, Omit<AlarmDesk, 'aside' | 'tables'> {
  /** Takes the image of each cycle and the conditions of all other parts. Never throws. */
  update(image: Image, conditions: readonly AlarmCondition[]): void
  situation(): AlarmSituation
  /** What is kept from the list, and limits that can't be judged now. */
  kept: AlarmDesk['aside']
  export(asked: AlarmExport): Promise<MadeFile>
}

/** What the alarm list of a site is opened with. */
interface AlarmSystemNeeds {
  site: SiteConfig
  dataDir: string
  db: WriteDb
  audit: WriteAudit
  clock: Clock
  log: Log
  teardown: Teardown
}

/** Opens the alarm list of a site over its database. */
export function openAlarmSystem(given: AlarmSystemNeeds): AlarmSystem {
  const { site, db, audit, clock, log, teardown } = given
  const config = site.alarms
  const journal = createAlarmJournal({ db, clock, log })
  teardown.add('alarm journal', journal.flush)
  const limits = createLimits({ limits: config?.points ?? [], assets: site.assets })
  const alarms = createAlarms({ store: journal, config, site, clock, log, audit })
  const notifier = startNotifier(given, alarms)
  const { aside: kept, tables, ...desk } = createAlarmDesk({ alarms, journal, limits, config, clock })
  return {
    ...alarms,
    ...desk,
    kept,
    update(image, conditions) {
      const all = [...conditions, ...limits.conditions(image), ...ofJournal(journal.failure())]
      if (notifier) all.push(...notifier.conditions())
      alarms.update(all, restingIn(site, image))
    },
    situation: () => ({ ...alarms.situation(), notEvaluated: limits.notEvaluated().length }),
    async export(asked) {
      const { name, tables: made } = await tables(asked)
      return tableFile(name, asked.format, made)
    },
  }
}

/** Messages to people who are away, where the site file asks for them. */
function startNotifier(given: AlarmSystemNeeds, alarms: Alarms): Notifier | undefined {
  const { site, dataDir, db, clock, log, teardown } = given
  const { name, notify: config } = site
  if (!config) return undefined
  const classOf = ({ code, assetId }: Alarm) => effective(site.alarms, code, assetId)?.definition.class
  const secretsFolder = join(dataDir, 'secrets')
  const notifier = createNotifier({ site: name, config, secretsFolder, db, alarms, classOf, clock, log })
  notifier.start()
  teardown.add('messages about alarms', notifier.stop)
  return notifier
}

/** Assets whose device says that it is out of service. */
function restingIn({ assets }: SiteConfig, image: Image): ReadonlySet<string> {
  const resting = assets.filter(({ id }) => assetStateOf(image.value(id, 'state')) === 'out of service')
  return new Set(resting.map(({ id }) => id))
}

function ofJournal(failure: string | undefined): AlarmCondition[] {
  if (failure === undefined) return []
  const response = 'Free space on the disk of the data folder or replace it; what waits is then written by itself.'
  const text = `The journal of alarms can't be written: ${failure}`
  return [{ code: 'alarms.failing', priority: 2, text, response }]
}
