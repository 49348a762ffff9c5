import { join } from 'node:path'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { KeptReport, Report, ReportFormat, ReportStep } from '../../domain/rpc/reports.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { pdfFile, tableFile } from '../documents/documents.ts'
import { type Day, type Period, periodOf } from './calendar.ts'
import { makeReport } from './making/make-report.ts'
import { reportDocument } from './making/report-pdf.ts'
import { reportSheets } from './making/report-sheets.ts'
import type { ReportData } from './report-data.ts'
import type { Shelf } from './shelf.ts'
import type { SupplierStore } from './supplier/supplier-store.ts'
import { type ReadTemplates, readTemplates, type ReadYaml } from './templates/read-templates.ts'
import type { Template } from './templates/template.ts'

/** What reports are made and kept with. */
export interface DeskNeeds {
  site: SiteConfig
  version: string
  dataDir: string
  data: ReportData
  shelf: Shelf
  supplier: Pick<SupplierStore, 'within'>
  readYaml: ReadYaml
  audit: WriteAudit
  clock: Clock
}

/** Which report about what, as which files. */
export interface Asked {
  template: string
  day: Day
  formats: readonly ReportFormat[]
}

/** Makes reports, one at a time. Errors: `Config.NotFound`, `Config.Invalid`, `Store.*`. */
export interface Desk {
  templates(): Promise<ReadTemplates>
  /** @throws PowerchainError `Config.NotFound` */
  template(id: string): Promise<Template>
  /** Makes a report to be looked at; keeps nothing. */
  preview(asked: Pick<Asked, 'template' | 'day'>, signal: AbortSignal): AsyncGenerator<ReportStep, void, void>
  /** Makes a report and keeps its files; nothing is kept of one that was stopped. */
  make(by: Pick<Person, 'name'>, asked: Asked, signal: AbortSignal): AsyncGenerator<ReportStep, void, void>
}

/** Of the whole progress, the share in which figures are gathered; the rest goes to the files. */
const gatheringShare = 0.8

/** A desk that keeps reports on a shelf. */
export function createDesk(needs: DeskNeeds): Desk {
  const { site, dataDir, readYaml, clock } = needs
  const queue = createQueue()
  const templates = () => readTemplates({ folder: join(dataDir, 'reports', 'templates'), read: readYaml })
  const template = async (id: string): Promise<Template> => {
    const found = (await templates()).templates.find((one) => one.id === id)
    if (!found) throw new PowerchainError('Config.NotFound', `There is no report template "${id}".`)
    return found
  }
  async function* gather(asked: Pick<Asked, 'template' | 'day'>, signal: AbortSignal) {
    const chosen = await template(asked.template)
    const period = periodOf(chosen.period, asked.day, site.timeZone)
    const supplier = await needs.supplier.within(period.from, period.to)
    const steps = makeReport({ ...needs, template: chosen, period, supplier, now: clock.now(), signal })
    const report = yield* scaled(steps, gatheringShare)
    return { report, chosen, period }
  }
  return {
    templates,
    template,
    async *preview(asked, signal) {
      yield* queue(async function* () {
        const { report } = yield* gather(asked, signal)
        yield { type: 'shown' as const, report }
      })
    },
    async *make(by, asked, signal) {
      yield* queue(async function* () {
        const { report, chosen, period } = yield* gather(asked, signal)
        const files = yield* filesOf(report, asked.formats, `${chosen.id}-${period.first}`)
        signal.throwIfAborted()
        yield { type: 'kept' as const, report: await keep(needs, { by: by.name, report, chosen, period, files }) }
      })
    },
  }
}

/** Each waits until the one before is over, however that ended. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return async function* inTurn(work: () => AsyncGenerator<ReportStep, void, void>) {
    const before = last
    const { promise, resolve: done } = Promise.withResolvers<void>()
    last = promise
    try {
      yield { type: 'progress' as const, progress: 0, step: 'Waiting for its turn' }
      await before
      yield* work()
    } finally {
      done()
    }
  }
}

async function* scaled(
  steps: AsyncGenerator<ReportStep, Report, void>,
  share: number,
): AsyncGenerator<ReportStep, Report, void> {
  for (;;) {
    const { done, value } = await steps.next()
    if (done) return value
    yield value.type === 'progress' ? { ...value, progress: value.progress * share } : value
  }
}

type Files = { format: ReportFormat; file: MadeFile }[]

async function* filesOf(
  report: Report,
  formats: readonly ReportFormat[],
  name: string,
): AsyncGenerator<ReportStep, Files, void> {
  const files: Files = []
  for (const [i, format] of formats.entries()) {
    const progress = gatheringShare + ((1 - gatheringShare) * i) / formats.length
    yield { type: 'progress', progress, step: format === 'pdf' ? 'Setting the PDF' : 'Writing the workbook' }
    const file =
      format === 'pdf' ? pdfFile(name, reportDocument(report)) : tableFile(name, 'xlsx', reportSheets(report))
    files.push({ format, file: await file })
  }
  return files
}

async function keep(
  { shelf, audit, clock }: DeskNeeds,
  made: { by: string; report: Report; chosen: Template; period: Period; files: Files },
): Promise<KeptReport> {
  const { by, report, chosen, period, files } = made
  const kept = await shelf.keep({
    template: chosen.id,
    title: report.title,
    period: report.period,
    from: report.from,
    to: report.to,
    madeAt: clock.now(),
    by,
    day: period.first,
    files,
  })
  const names = kept.files.map(({ name }) => name).join(', ')
  audit({
    person: by === 'schedule' ? 'engine' : by,
    action: 'ReportMade',
    detail: `${report.title}, ${report.period}: ${names}.`,
  })
  return kept
}
