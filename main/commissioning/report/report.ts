import type { Clock } from '../../../domain/clock.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import { pdfFile, tableFile } from '../../documents/documents.ts'
import { reportContents, type ReportNeeds } from './contents.ts'
import { reportDocument } from './pdf.ts'
import { reportTable } from './report-table.ts'

/** The commissioning report of a site as a file: for the customer's files as PDF, for further work as a table. */
export async function makeReport(
  { clock, ...needs }: Omit<ReportNeeds, 'now'> & { clock: Clock },
  format: 'pdf' | 'csv' | 'xlsx',
): Promise<MadeFile> {
  const contents = reportContents({ ...needs, now: clock.now() })
  const name = `commissioning-${contents.madeAt.slice(0, 10)}`
  if (format === 'pdf') return pdfFile(name, reportDocument(contents))
  return tableFile(name, format, [reportTable(contents)])
}
