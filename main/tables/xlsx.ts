import { readSheet } from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { guarded, unguarded } from './formula-guard.ts'
import { tableFault } from './fault.ts'
import { type Cell, maxTableColumns, maxTableRows, type ReadTable, type Table } from './table.ts'
import { checkZip } from './zip-check.ts'

/** Characters that XML, and so a workbook, can't hold. */
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu
const widest = 60

/** The tables as the sheets of a workbook; numbers stay numbers, texts that look like formulas are guarded. */
export async function tablesToXlsx(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(({ title, columns, rows }) => ({
    sheet: title,
    data: [
      columns.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(writtenCell)),
    ],
    columns: columns.map((name, i) => ({
      width: widthOf(
        name,
        rows.map((row) => row[i] ?? null),
      ),
    })),
    stickyRowsCount: 1,
  }))
  return writeExcelFile(sheets).toBuffer()
}

function writtenCell(cell: Cell) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  return { value: guarded(cell.replaceAll(unwritable, '')), type: String, format: '@' }
}

function widthOf(name: string, cells: readonly Cell[]): number {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), name.length)
  return Math.min(widest, longest + 2)
}

/**
 * Reads the first sheet of a workbook.
 * @throws PowerchainError `Config.Invalid`
 */
export async function readXlsx(file: string, bytes: Buffer): Promise<ReadTable> {
  await checkZip(file, bytes)
  const data = await readSheet(bytes, { trim: false }).catch(() => {
    throw tableFault({ file, row: 0, expected: 'a workbook (XLSX) that is not damaged' })
  })
  if (data.length > maxTableRows + 1)
    throw tableFault({ file, row: data.length, expected: `at most ${maxTableRows} rows` })
  if ((data[0]?.length ?? 0) > maxTableColumns)
    throw tableFault({ file, row: 1, expected: `at most ${maxTableColumns} columns` })
  const [header, ...rows] = data.map((cells, i) => ({ row: i + 1, cells: cells.map(readCell) }))
  return {
    columns: (header?.cells ?? []).map((cell) => cell.trim()),
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
  }
}

function readCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  return unguarded(String(cell))
}
