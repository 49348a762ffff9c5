import type { SiteConfig } from '../../../domain/site.ts'
import type { Table } from '../../tables/table.ts'
import { columns, rowsOf, valueOf } from './columns.ts'

/** The device list of a site, and a second table that says what its columns mean. */
export function deviceList(site: SiteConfig): [Table, Table] {
  const rows = rowsOf(site).map((row) => columns.map((column) => valueOf(row, column)))
  return [
    { title: 'Devices', columns: columns.map(({ name }) => name), rows },
    { title: 'Columns', columns: ['column', 'meaning'], rows: columns.map(({ name, means }) => [name, means]) },
  ]
}
