import type { MadeFile } from '../../domain/rpc/files.ts'
import type { Table } from '../tables/table.ts'
import type { PdfDocument } from './pdf.ts'
import { inThread } from './thread.ts'

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
}

/** What a thread for documents is started with. */
export type DocumentTask =
  | { kind: 'pdf'; document: PdfDocument }
  /** The rows follow in parts. */
  | { kind: 'tables'; format: 'csv' | 'xlsx'; heads: readonly Pick<Table, 'title' | 'columns'>[] }

/** Rows on their way to the thread: of which table, and the next ones. */
export interface TablePart {
  table: number
  rows: Table['rows']
}

/** A file for the person to keep; `name` without its ending. */
export function madeFile(name: string, format: keyof typeof mediaTypes, base64: string): MadeFile {
  return { name: `${name}.${format}`, mediaType: mediaTypes[format], base64 }
}

/** A document as a PDF file, set in a thread of its own; `name` without its ending. */
export async function pdfFile(name: string, document: PdfDocument): Promise<MadeFile> {
  return madeFile(name, 'pdf', await made({ kind: 'pdf', document }))
}

/**
 * Tables as a file, written in a thread of its own; a workbook gets the further sheets too, CSV has room for the first
 * table only. `name` without its ending.
 */
export async function tableFile(
  name: string,
  format: 'csv' | 'xlsx',
  tables: readonly [Table, ...Table[]],
): Promise<MadeFile> {
  const written = format === 'csv' ? tables.slice(0, 1) : tables
  const heads = written.map(({ title, columns }) => ({ title, columns }))
  return madeFile(name, format, await made({ kind: 'tables', format, heads }, partsOf(written)))
}

function made(task: DocumentTask, parts?: Iterable<TablePart>): Promise<string> {
  const source = new URL('worker.ts', import.meta.url)
  return inThread<string>({ source, bundled: 'documents-worker.js', task, ...(parts ? { parts } : {}) })
}

/** So many cells are handed over in about a millisecond. */
const cellsAtOnce = 5_000

function* partsOf(tables: readonly Table[]): Generator<TablePart, void, void> {
  for (const [table, { columns, rows }] of tables.entries()) {
    const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, columns.length)))
    for (let at = 0; at < rows.length; at += rowsAtOnce) yield { table, rows: rows.slice(at, at + rowsAtOnce) }
  }
}
