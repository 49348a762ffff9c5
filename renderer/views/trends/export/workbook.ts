import writeExcelFile from 'write-excel-file/browser'
import type { Cell } from './table.ts'

/** The table as a workbook: numbers stay numbers, the head stays in sight. */
export async function workbookOf(title: string, table: readonly (readonly Cell[])[]): Promise<Blob> {
  const [head = [], ...rows] = table
  const data = [
    head.map((value) => ({ value: String(value ?? ''), fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((value) =>
        value === null
          ? null
          : typeof value === 'number'
            ? { value, type: Number }
            : { value, type: String, format: '@' },
      ),
    ),
  ]
  const columns = head.map((name, i) => ({ width: i === 0 ? 26 : Math.min(60, String(name ?? '').length + 2) }))
  return writeExcelFile([{ sheet: title, data, columns, stickyRowsCount: 1 }]).toBlob()
}
