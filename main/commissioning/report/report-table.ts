import type { Table } from '../../tables/table.ts'
import type { ReportContents } from './contents.ts'

/** The report as a table: one row for each check of each device. */
export function reportTable({ site, version, madeAt, devices }: ReportContents): Table {
  const of = { site, engine: version, made: madeAt }
  const rows = devices.flatMap((one) =>
    one.checks.map(({ title: check, result, detail }) => {
      const { deviceId, assetId, definition, endpoint, serial, mode, acceptance, examined, pulse } = one
      const about = { device: deviceId, asset: assetId, definition, endpoint, serial, mode, acceptance, examined }
      return { ...of, ...about, check, result, detail, pulse }
    }),
  )
  const columns = Object.keys(rows[0] ?? of)
  return { title: 'Commissioning', columns, rows: rows.map((row) => Object.values(row)) }
}
