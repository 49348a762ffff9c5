import type { SupplierCheck } from '../../../domain/rpc/metering/supplier.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { ReadTable } from '../../tables/table.ts'
import { instantWords, quarterMs } from '../calendar.ts'
import { gapsOf } from '../measure/gaps.ts'
import { createInstantReader } from './instants.ts'
import type { SupplierValue } from './supplier-value.ts'

/** A supplier's file as it was read. */
export interface ReadSupplier {
  values: Map<EpochMs, SupplierValue>
  check: SupplierCheck
}

/** How a supplier's file is to be read. */
export interface SupplierReading {
  table: ReadTable
  /** Cells of a workbook hold times without an offset. */
  isWorkbook: boolean
  instants: 'begin' | 'end'
  timeZone: string
}

type Fault = SupplierCheck['faults'][number]

/** Names a column may have, without regard to capitals. */
const names = {
  time: ['time', 'timestamp', 'instant', 'from', 'begin', 'start', 'to', 'end'],
  offset: ['offset', 'utc offset'],
  imported: ['imported kwh', 'import kwh', 'imported', 'import', 'consumption kwh', 'consumption', 'energy kwh', 'kwh'],
  exported: ['exported kwh', 'export kwh', 'exported', 'export', 'generation kwh', 'feed-in kwh'],
} as const

const mostFaults = 50
const mostGaps = 20

/** Reads energies by quarter of an hour; a row with a fault is left out and named. */
export function readSupplier(reading: SupplierReading): ReadSupplier {
  const { table, timeZone } = reading
  const values = new Map<EpochMs, SupplierValue>()
  const faults: Fault[] = []
  const places = placesOf(table.columns)
  if (places.time < 0 || places.imported < 0) faults.push(columnFault(places, table.columns))
  else readRows(reading, { places, values, faults })
  return { values, check: checkOf(values, faults, timeZone) }
}

type Places = Record<keyof typeof names, number>

function placesOf(columns: readonly string[]): Places {
  const plain = columns.map((column) =>
    column
      .toLowerCase()
      .replace(/\s*[[(]kwh[\])]$/, ' kwh')
      .trim(),
  )
  const place = (allowed: readonly string[]) => plain.findIndex((column) => allowed.includes(column))
  return {
    time: place(names.time),
    offset: place(names.offset),
    imported: place(names.imported),
    exported: place(names.exported),
  }
}

function columnFault({ time }: Places, columns: readonly string[]): Fault {
  const missing = time < 0 ? 'time' : 'imported kWh'
  const allowed = time < 0 ? names.time : names.imported
  const expected = `a column of this name, or one of ${allowed.slice(1).join(', ')}; there are ${columns.join(', ') || 'none'}`
  return { row: 1, column: missing, expected }
}

function readRows(
  { table, isWorkbook, instants, timeZone }: SupplierReading,
  { places, values, faults }: { places: Places; values: Map<EpochMs, SupplierValue>; faults: Fault[] },
): void {
  const instantIn = createInstantReader({ timeZone, isWorkbook })
  for (const { row, cells } of table.rows) {
    const fault = (place: number, expected: string) =>
      faults.push({ row, column: table.columns[place] ?? '', expected })
    if (faults.length >= mostFaults) return
    const named = instantIn(cells[places.time] ?? '', cells[places.offset])
    if (typeof named === 'string') {
      fault(places.time, named)
      continue
    }
    const at = instants === 'begin' ? named : named - quarterMs
    const importedKWh = energyIn(cells[places.imported])
    const exportedKWh = places.exported < 0 ? null : energyIn(cells[places.exported])
    if (at % quarterMs !== 0) fault(places.time, 'an instant on a quarter of an hour')
    else if (values.has(at)) fault(places.time, 'each quarter of an hour once; this one was there already')
    else if (importedKWh === undefined) fault(places.imported, 'an energy in kWh, 0 or more')
    else if (exportedKWh === undefined) fault(places.exported, 'an energy in kWh, 0 or more')
    // An empty cell is a quarter of an hour that the supplier does not know.
    else if (importedKWh !== null) values.set(at, { importedKWh, exportedKWh })
  }
}

/** `null` for an empty cell, `undefined` for what is no energy. A comma may stand for the point. */
function energyIn(cell: string | undefined): number | null | undefined {
  const text = cell?.trim() ?? ''
  if (text === '') return null
  return /^\d{1,9}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

function checkOf(values: ReadSupplier['values'], faults: Fault[], timeZone: string): SupplierCheck {
  const known = [...values.keys()].sort((a, b) => a - b)
  const [first, last] = [known[0], known.at(-1)]
  const words = (at: EpochMs) => instantWords(at, timeZone)
  const sum = (pick: (value: SupplierValue) => number) =>
    [...values.values()].reduce((kWh, value) => kWh + pick(value), 0)
  const hasExport = [...values.values()].some(({ exportedKWh }) => exportedKWh !== null)
  if (first === undefined || last === undefined)
    return { values: 0, missing: 0, gaps: [], from: '', to: '', importedKWh: 0, exportedKWh: null, faults }
  const missing = Array.from({ length: (last - first) / quarterMs }, (_, i) => first + i * quarterMs).filter(
    (at) => !values.has(at),
  )
  const gaps = gapsOf(missing)
    .slice(0, mostGaps)
    .map(({ from, to }) => `${words(from)} to ${words(to)}`)
  return {
    values: known.length,
    missing: missing.length,
    gaps,
    from: words(first),
    to: words(last + quarterMs),
    importedKWh: sum(({ importedKWh }) => importedKWh),
    exportedKWh: hasExport ? sum(({ exportedKWh }) => exportedKWh ?? 0) : null,
    faults,
  }
}
