import { tableToCsv } from './csv.ts'
import type { Table } from './table.ts'
import { tablesToXlsx } from './xlsx.ts'

/** Tables as the bytes of a file; CSV has room for the first one only. Takes seconds for 10,000 rows: not for the engine's thread. */
export async function writtenTables(format: 'csv' | 'xlsx', tables: readonly Table[]): Promise<Buffer> {
  const [first = { columns: [], rows: [] }] = tables
  return format === 'csv' ? tableToCsv(first) : tablesToXlsx(tables)
}
