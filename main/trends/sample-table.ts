import { z } from 'zod'
import { qualities, type Quality } from '../../domain/reading.ts'
import type { Imported } from '../../domain/rpc/history.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ReadTable } from '../tables/table.ts'

/** One reading of a table. */
export interface TableSample {
  at: EpochMs
  value: number | null
  quality: Quality
}

type Fault = Imported['faults'][number]

/** Faults told at once; a person mends the table by them and comes again. */
const mostFaults = 100

const isoTime = z.iso.datetime({ offset: true })
const columns = ['time', 'value', 'quality'] as const

/** Readings of a table in order of time, whatever the order of its rows; none while there are faults. */
export function samplesOf(
  { columns: given, rows }: ReadTable,
  now: EpochMs,
): { samples: TableSample[]; faults: Fault[] } {
  const faults: Fault[] = headFaults(given)
  if (faults.length > 0) return { samples: [], faults }
  const place = { time: given.indexOf('time'), value: given.indexOf('value'), quality: given.indexOf('quality') }
  const samples = new Map<EpochMs, TableSample>()
  const rowOf = new Map<EpochMs, number>()
  for (const { row, cells } of rows) {
    const cell = (column: keyof typeof place) => cells[place[column]]?.trim() ?? ''
    const { sample, wrong } = sampleOf({ time: cell('time'), value: cell('value'), quality: cell('quality') }, now)
    const twice = sample && rowOf.get(sample.at)
    if (wrong) faults.push({ row, ...wrong })
    else if (twice !== undefined)
      faults.push({ row, column: 'time', expected: `each time once; row ${twice} has it too` })
    if (!sample || wrong) continue
    samples.set(sample.at, sample)
    rowOf.set(sample.at, row)
  }
  if (rows.length === 0) faults.push({ row: 0, column: '', expected: 'at least one row of readings' })
  if (faults.length > 0) return { samples: [], faults: faults.slice(0, mostFaults) }
  return { samples: [...samples.values()].toSorted((a, b) => a.at - b.at), faults }
}

function headFaults(given: readonly string[]): Fault[] {
  const missing = columns.slice(0, 2).filter((name) => !given.includes(name))
  const strange = given.filter((name) => !columns.some((known) => known === name))
  return [
    ...missing.map((column) => ({ row: 1, column, expected: `a column "${column}"` })),
    ...strange.map((column) => ({ row: 1, column, expected: 'no columns but time, value and quality' })),
  ]
}

function sampleOf(
  { time, value, quality }: { time: string; value: string; quality: string },
  now: EpochMs,
): { sample?: TableSample; wrong?: Omit<Fault, 'row'> } {
  const at = isoTime.safeParse(time).success ? Date.parse(time) : Number.NaN
  if (Number.isNaN(at)) return wrong('time', 'a time with its offset, such as 2026-03-01T14:15:00+01:00')
  if (at > now) return wrong('time', 'a time that has passed')
  if (at < earliest) return wrong('time', 'a time since the year 2000')
  const said = qualities.find((name) => name === quality)
  if (quality !== '' && !said) return wrong('quality', `one of ${qualities.join(', ')}, or nothing`)
  if (value === '') {
    if (said === 'bad') return { sample: { at, value: null, quality: 'bad' } }
    return wrong('value', 'a number; only a row with the quality bad may be without')
  }
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(number)) return wrong('value', 'a number with a point for its decimals')
  if (said === 'bad') return wrong('value', 'nothing, as the quality is bad')
  return { sample: { at, value: number, quality: said ?? 'good' } }
}

const earliest = Date.UTC(2000, 0, 1)

function wrong(column: string, expected: string): { wrong: Omit<Fault, 'row'> } {
  return { wrong: { column, expected } }
}
