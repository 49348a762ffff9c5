import { resolve } from 'node:path'
import type { ProfileSource } from '../../../domain/profile.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { readCsvTable, type CsvTable, type Field } from './csv-table.ts'
import type { Profile, Quantity } from './profile.ts'

type CsvSource = Extract<ProfileSource, { csv: string }>

const units: Record<CsvSource['unit'], { quantity: Quantity; convert: (value: number) => number }> = {
  W: { quantity: 'powerKW', convert: (v) => v / 1_000 },
  kW: { quantity: 'powerKW', convert: (v) => v },
  MW: { quantity: 'powerKW', convert: (v) => v * 1_000 },
  'W/kWp': { quantity: 'ratio', convert: (v) => v / 1_000 },
  'kW/kWp': { quantity: 'ratio', convert: (v) => v },
  ratio: { quantity: 'ratio', convert: (v) => v },
  'm/s': { quantity: 'speedMPerS', convert: (v) => v },
  degC: { quantity: 'temperatureDegC', convert: (v) => v },
  degF: { quantity: 'temperatureDegC', convert: (v) => ((v - 32) * 5) / 9 },
  Hz: { quantity: 'frequencyHz', convert: (v) => v },
  'EUR/MWh': { quantity: 'priceEurPerMWh', convert: (v) => v },
  'EUR/kWh': { quantity: 'priceEurPerMWh', convert: (v) => v * 1_000 },
}

interface Series {
  /** Instants of the rows, rising; rows without a value are left out. */
  at: Float64Array
  values: Float64Array
  /** From the first row to where the series begins again. */
  spanMs: Ms
}

/**
 * A series from a column of a CSV file. Empty fields are gaps and are bridged like the time between two rows. A series
 * of about a year follows the calendar, so its June serves every June; a shorter one begins again after its last row.
 * @throws PowerchainError `Config.Invalid` with file, line and field: missing file or column, a field that is no
 * number or instant, instants that do not rise, rows without any instant
 */
export function csvSeries(source: CsvSource, folder: string): Profile {
  const { quantity, convert } = units[source.unit]
  const series = readSeries(source, readCsvTable(resolve(folder, source.csv)))
  const position = positionIn(series)
  const between = source.resample === 'linear' ? linear : hold
  return { quantity, valueAt: (at) => source.scale * convert(between(series, position(at))) }
}

function readSeries(source: CsvSource, table: CsvTable): Series {
  const fields = table.column(source.column)
  const instants = readInstants(source, table, fields)
  const rows = fields
    .map((field, i) => ({ at: instants[i] ?? 0, value: numberIn(field, source.column, table) }))
    .filter((row) => row.value !== undefined)
  const [first, second] = instants
  if (rows.length === 0 || first === undefined) throw table.wrong(2, source.column, 'at least one number')
  const last = instants.at(-1) ?? first
  const stepMs = second === undefined ? 3_600_000 : second - first
  return {
    at: Float64Array.from(rows, (row) => row.at),
    values: Float64Array.from(rows, (row) => row.value ?? 0),
    spanMs: last - first + stepMs,
  }
}

function numberIn({ text, line }: Field, column: string, table: CsvTable): number | undefined {
  if (text === '') return undefined
  const value = Number(text)
  if (!Number.isFinite(value)) throw table.wrong(line, column, `a number or nothing; there is "${text}"`)
  return value
}

function readInstants(source: CsvSource, table: CsvTable, fields: Field[]): EpochMs[] {
  if (source.timeColumn === undefined) {
    if (source.stepMinutes === undefined)
      throw table.wrong(1, source.column, 'a timeColumn or stepMinutes in the site file, to know when the rows hold')
    const start = source.start === undefined ? Date.UTC(2025, 0, 1) : Date.parse(source.start)
    const stepMs = source.stepMinutes * 60_000
    return fields.map((_, i) => start + i * stepMs)
  }
  const { timeColumn } = source
  const instants = table.column(timeColumn).map(({ text, line }) => {
    const at = instantOf(text)
    if (Number.isNaN(at)) throw table.wrong(line, timeColumn, `an ISO-8601 instant; there is "${text}"`)
    return { at, line }
  })
  for (const [i, { at, line }] of instants.entries())
    if (at <= (instants[i - 1]?.at ?? -Infinity)) throw table.wrong(line, timeColumn, 'an instant after the row above')
  return instants.map(({ at }) => at)
}

const instantPattern = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(?<zone>Z|[+-]\d\d:\d\d)?$/

/** An instant from ISO-8601 text, NaN when it is none. Without a zone it is UTC, never the machine's own zone. */
function instantOf(text: string): EpochMs {
  const match = instantPattern.exec(text)
  if (!match) return Number.NaN
  const iso = text.replace(' ', 'T')
  return Date.parse(match.groups?.['zone'] === undefined && iso.includes('T') ? `${iso}Z` : iso)
}

const dayMs = 86_400_000

/** Where an instant lies in the series: by the calendar for a year's worth of rows, else by the series' own length. */
function positionIn({ at, spanMs }: Series): (at: EpochMs) => EpochMs {
  const begin = at[0] ?? 0
  const isYear = spanMs > 360 * dayMs && spanMs < 370 * dayMs
  const shift = isYear ? intoYear : (instant: EpochMs) => instant
  const origin = shift(begin)
  return (instant) => {
    const passed = (shift(instant) - origin) % spanMs
    return begin + (passed < 0 ? passed + spanMs : passed)
  }
}

function intoYear(at: EpochMs): Ms {
  return at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)
}

function hold({ at, values }: Series, position: EpochMs): number {
  return values[rowBefore(at, position)] ?? 0
}

function linear({ at, values, spanMs }: Series, position: EpochMs): number {
  const i = rowBefore(at, position)
  const isLast = i === at.length - 1
  const from = values[i] ?? 0
  const to = values[isLast ? 0 : i + 1] ?? from
  const fromAt = at[i] ?? 0
  const toAt = isLast ? (at[0] ?? 0) + spanMs : (at[i + 1] ?? fromAt)
  return from + ((to - from) * (position - fromAt)) / (toAt - fromAt)
}

/** Index of the last row at or before a position; the first row when it begins with a gap. */
function rowBefore(at: Float64Array, position: EpochMs): number {
  let low = 0
  let high = at.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((at[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}
