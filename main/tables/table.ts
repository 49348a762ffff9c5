/** What a cell of a table that we make may hold; `null` = empty. */
export type Cell = string | number | null

/** A table that we make: a title for its sheet, names of columns, and rows as wide as they are. */
export interface Table {
  title: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** A table as a person gave it, everything as text. Row numbers are those a spreadsheet shows; the header has 1. */
export interface ReadTable {
  columns: readonly string[]
  rows: readonly { row: number; cells: readonly string[] }[]
}

/** Largest file of a table, bytes. */
export const maxTableBytes = 5_000_000
/** Most rows of a table that is read. */
export const maxTableRows = 10_000
/** Most columns of a table that is read. */
export const maxTableColumns = 200
