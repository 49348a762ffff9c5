import type { MadeFile } from '../../domain/rpc/files.ts'
import { tableToCsv } from './csv.ts'
import type { Table } from './table.ts'
import { tablesToXlsx } from './xlsx.ts'

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

/** A file for the person to keep; `name` without its ending. */
export function madeFile(name: string, format: keyof typeof mediaTypes, contents: Buffer): MadeFile {
  return { name: `${name}.${format}`, mediaType: mediaTypes[format], base64: contents.toString('base64') }
}

/** A table as a file; a workbook gets the further sheets too, CSV has room for the first table only. */
export async function tableFile(
  name: string,
  format: 'csv' | 'xlsx',
  tables: readonly [Table, ...Table[]],
): Promise<MadeFile> {
  const contents = format === 'csv' ? tableToCsv(tables[0]) : await tablesToXlsx(tables)
  return madeFile(name, format, contents)
}
