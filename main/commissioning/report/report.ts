import type { Clock } from '../../../domain/clock.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import { madeFile, tableFile } from '../../tables/made-file.ts'
import { reportContents, type ReportNeeds } from './contents.ts'
import { pdfInWorker } from './pdf-in-worker.ts'
import { reportTable } from './report-table.ts'

/** The commissioning report of a site as a file: for the customer's files as PDF, for further work as a table. */
export async function makeReport(
  { clock, ...needs }: Omit<ReportNeeds, 'now'> & { clock: Clock },
  format: 'pdf' | 'csv' | 'xlsx',
): Promise<MadeFile> {
  const contents = reportContents({ ...needs, now: clock.now() })
  const name = `commissioning-${contents.madeAt.slice(0, 10)}`
  if (format === 'pdf') return madeFile(name, 'pdf', await pdfInWorker(contents))
  return tableFile(name, format, [reportTable(contents)])
}
