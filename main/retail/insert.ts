import type { RetailDb } from './books.ts'

/** Adds a row and gives its number. Table and columns are words of ours, values are bound. Errors: `Store.Failed`. */
export function insert(
  db: Pick<RetailDb, 'run'>,
  table: string,
  row: Readonly<Record<string, string | number | null>>,
): number {
  const columns = Object.keys(row)
  const places = columns.map(() => '?').join(', ')
  return db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, ...Object.values(row))
}
