import type { ListCheck } from '../../../domain/rpc/field/field.ts'
import type { ReadTable } from '../../tables/table.ts'
import { type Column, columns } from './columns.ts'

/** A row as a person gave it: what each column of the table says, `undefined` for an empty cell. */
export interface GivenRow {
  /** As a spreadsheet counts. */
  row: number
  cells: ReadonlyMap<Column, string | number | undefined>
}

/** Faults of a device list, by row and head of the column. */
export type ListFault = ListCheck['faults'][number]

/** A device list as read, with what is wrong with it in itself. */
export interface GivenList {
  rows: readonly GivenRow[]
  columns: readonly Column[]
  faults: readonly ListFault[]
}

/** Takes a table for a device list; rows that begin with `#` are remarks. */
export function readList(table: ReadTable): GivenList {
  const places = table.columns.map((name) => columns.find((column) => column.name === name))
  const faults = headFaults(table, places)
  const rows = table.rows
    .filter(({ cells }) => !cells[0]?.startsWith('#'))
    .map(({ row, cells }): GivenRow => {
      const read = places.flatMap((column, i) => {
        if (!column) return []
        const cell = (cells[i] ?? '').trim()
        const value = cell === '' ? undefined : column.isNumber ? numberOf(cell) : cell
        if (typeof value === 'string' && column.isNumber)
          faults.push({
            row,
            column: column.name,
            expected: `a number such as 1300 or 0.5; found "${cell.slice(0, 60)}"`,
          })
        return [[column, value] as const]
      })
      return { row, cells: new Map(read) }
    })
  return { rows, columns: places.filter((column) => column !== undefined), faults: [...faults, ...idFaults(rows)] }
}

/** The cell in a column, by the column's head. */
export function cellOf(row: GivenRow, name: string): string | number | undefined {
  for (const [column, value] of row.cells) if (column.name === name) return value
  return undefined
}

/** Only a point is taken for a decimal sign: `1,300` means two different things in two countries. */
function numberOf(cell: string): number | string {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell
}

function headFaults(table: ReadTable, places: readonly (Column | undefined)[]): ListFault[] {
  const known = columns.map(({ name }) => name).join(', ')
  const unknown = table.columns.filter((name, i) => name !== '' && !places[i])
  const faults = unknown.map((name) => ({ row: 1, column: name.slice(0, 60), expected: `one of the columns ${known}` }))
  if (!table.columns.includes('device'))
    faults.push({ row: 1, column: 'device', expected: 'a column with the device ids' })
  return faults
}

function idFaults(rows: readonly GivenRow[]): ListFault[] {
  const seen = new Set<unknown>()
  return rows.flatMap((row) => {
    const id = cellOf(row, 'device')
    const isTwice = seen.has(id)
    seen.add(id)
    if (id === undefined) return [{ row: row.row, column: 'device', expected: 'an id; the cell is empty' }]
    return isTwice ? [{ row: row.row, column: 'device', expected: `an id used once; "${id}" is there already` }] : []
  })
}
