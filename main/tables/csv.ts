import { guarded, unguarded } from './formula-guard.ts'
import { tableFault } from './fault.ts'
import { type Cell, maxTableColumns, maxTableRows, type ReadTable, type Table } from './table.ts'

/** Spreadsheets take a text for UTF-8 when it begins with it. */
const byteOrderMark = '\uFEFF'
const separators = [',', ';', '\t'] as const

/** The table as CSV (RFC 4180) with a byte order mark; texts that look like formulas are guarded. */
export function tableToCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): Buffer {
  const lines = [columns, ...rows].map((row) => `${written(row)}\r\n`)
  return Buffer.from(byteOrderMark + lines.join(''), 'utf8')
}

function written(row: readonly Cell[]): string {
  const line = row.map(writtenCell).join(',')
  // An empty line would be no row at all.
  return line === '' ? '""' : line
}

function writtenCell(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'number' ? String(cell) : guarded(cell)
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Reads CSV with commas, semicolons or tabs between its cells, whichever its first line has most of.
 * @throws PowerchainError `Config.Invalid` with row and column
 */
export function readCsv(file: string, bytes: Uint8Array): ReadTable {
  const text = decoded(file, bytes)
  const separator = separatorOf(text)
  const records = parse(file, text, separator)
  const [header, ...rows] = records
  return { columns: (header?.cells ?? []).map((cell) => cell.trim()), rows }
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw tableFault({ file, row: 0, expected: 'a CSV file in UTF-8; choose "CSV UTF-8" when saving, or XLSX' })
  }
}

/** Counts outside quotes in the first line. */
function separatorOf(text: string): string {
  const line = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? ''
  const counts = separators.map((separator) => line.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Records with at least one character; line numbers count records, as a spreadsheet does. */
function parse(file: string, text: string, separator: string): { row: number; cells: string[] }[] {
  const cellAt = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}][^\\r\\n${separator}]*)?)(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  )
  const records: { row: number; cells: string[] }[] = []
  let row = 1
  let cells: string[] = []
  let isQuoted = false
  while (cellAt.lastIndex < text.length || cells.length > 0) {
    const match = cellAt.exec(text)
    if (!match)
      throw tableFault({
        file,
        row,
        column: cells.length + 1,
        expected: 'a cell whose quotes are closed, and doubled inside',
      })
    const [, quoted, plain, end] = match
    isQuoted ||= quoted !== undefined
    cells.push(unguarded(quoted?.replaceAll('""', '"') ?? plain ?? ''))
    if (cells.length > maxTableColumns) throw tableFault({ file, row, expected: `at most ${maxTableColumns} columns` })
    if (end === separator) continue
    if (cells.length > 1 || isQuoted || cells[0] !== '') records.push({ row, cells })
    if (records.length > maxTableRows + 1) throw tableFault({ file, row, expected: `at most ${maxTableRows} rows` })
    row += 1
    cells = []
    isQuoted = false
  }
  return records
}
