import type { CsvPrices } from '../../../domain/dispatch/price-settings.ts'
import { invalidConfig } from '../../../domain/errors.ts'
import { createInstantReader } from '../../reports/supplier/instants.ts'
import { readCsv } from '../../tables/csv.ts'
import { inOurUnit, type PriceRow } from './price-row.ts'

/**
 * Prices of a CSV file. An empty cell is a price that is not known.
 * @throws PowerchainError `Config.Invalid` with row and column
 */
export function csvRows(bytes: Uint8Array, config: CsvPrices, siteZone: string): PriceRow[] {
  const { csv: file, at, value, stepMinutes } = config
  const table = readCsv(file, bytes)
  const wrong = (line: number, field: string, expected: string) =>
    invalidConfig([{ file, line, column: 0, field, expected }])
  const placeOf = (name: string) => {
    const place = table.columns.indexOf(name)
    if (place < 0) throw wrong(1, name, `one of the columns ${table.columns.join(', ')}`)
    return place
  }
  const [atPlace, valuePlace] = [placeOf(at), placeOf(value)]
  const instant = createInstantReader({ timeZone: config.timeZone ?? siteZone, isWorkbook: false })
  return table.rows.flatMap(({ row, cells }) => {
    const text = String(cells[valuePlace] ?? '').trim()
    if (text === '') return []
    const begin = instant(String(cells[atPlace] ?? ''), undefined)
    if (typeof begin === 'string') throw wrong(row, at, begin)
    const price = Number(text)
    if (!Number.isFinite(price)) throw wrong(row, value, 'a number')
    return [{ at: begin, spanMs: stepMinutes * 60_000, price: inOurUnit(price, config) }]
  })
}
