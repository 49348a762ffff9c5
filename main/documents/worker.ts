import { writtenTables } from '../tables/written.ts'
import type { DocumentTask, TablePart } from './documents.ts'
import { parts, work } from './in-the-thread.ts'
import { setPdf } from './pdf.ts'

/*
 * Entry of a thread that makes one document: a page of PDF takes half a second to set and a large workbook seconds, in
 * which the control loop would miss its turns.
 */

await work(async (task: DocumentTask): Promise<string> => {
  if (task.kind === 'pdf') return (await setPdf(task.document)).toString('base64')
  const tables = task.heads.map((head) => ({ ...head, rows: [] as TablePart['rows'][number][] }))
  for await (const { table, rows } of parts<TablePart>()) tables[table]?.rows.push(...rows)
  return (await writtenTables(task.format, tables)).toString('base64')
})
