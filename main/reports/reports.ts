import { join } from 'node:path'
import type { Person } from '../../domain/access.ts'
import type { Log } from '../../domain/log.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { KeptReport, ReportFormat, ReportTemplates } from '../../domain/rpc/reports.ts'
import { createDesk, type Desk, type DeskNeeds } from './desk.ts'
import { createSchedule } from './schedule/schedule.ts'
import { createShelf } from './shelf.ts'
import { createSupplierDesk, type SupplierDesk } from './supplier/supplier-desk.ts'
import { createSupplierStore } from './supplier/supplier-store.ts'

/** Reports of a site: what can be made, what was made, and the schedule. */
export interface Reports extends Pick<Desk, 'preview' | 'make'> {
  start(): void
  stop(): Promise<void>
  templates(): Promise<ReportTemplates>
  /** The newest first. */
  list(): Promise<KeptReport[]>
  /** @throws PowerchainError `Config.NotFound`, `Store.Failed` */
  download(id: string, format: ReportFormat): Promise<MadeFile>
  /** @throws PowerchainError `Config.NotFound`, `Store.Failed` */
  remove(person: Person, id: string, reason: string): Promise<void>
  supplier: SupplierDesk
}

/** Reports in the folder `reports` of the data folder; own templates lie in `reports/templates`. */
export function createReports(needs: Omit<DeskNeeds, 'shelf' | 'supplier'> & { log: Log }): Reports {
  const { site, dataDir, audit, clock, log } = needs
  const { timeZone, reports: entries = [] } = site
  const folder = join(dataDir, 'reports')
  const shelf = createShelf(folder)
  const store = createSupplierStore(join(folder, 'supplier'))
  const desk = createDesk({ ...needs, shelf, supplier: store })
  const schedule = createSchedule({ entries, timeZone, file: join(folder, 'schedule.json'), desk, audit, clock, log })
  return {
    start: schedule.start,
    stop: schedule.stop,
    preview: desk.preview,
    make: desk.make,
    async templates() {
      const { templates, faults } = await desk.templates()
      return {
        templates: templates.map(({ id, title, period, isOwn, sections }) => ({
          id,
          title,
          period,
          isOwn,
          sections: sections.map((section) => ({ kind: section.kind, title: section.title })),
        })),
        faults: faults.map(({ file, line, field, expected }) => ({ file, line, field, expected })),
        schedule: schedule.list(),
      }
    },
    list: shelf.list,
    download: shelf.read,
    async remove(person, id, reason) {
      const report = (await shelf.list()).find((one) => one.id === id)
      const { title, period } = report ?? { title: id, period: 'not kept any more' }
      audit({ person: person.name, action: 'ReportRemoved', detail: `${title}, ${period}: ${reason}` })
      await shelf.remove(id)
    },
    supplier: createSupplierDesk({ store, timeZone, audit }),
  }
}
