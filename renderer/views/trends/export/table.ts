import { pointSpec } from '../../../../domain/points.ts'
import { isoAtSite } from '../../../charts/panes/site-time.ts'
import { placesIn } from '../../../charts/panes/visible.ts'
import { type Column, stepAt, type Stretch } from '../../../history/tiles/column.ts'
import { guardFormula } from '../../assets/csv.ts'
import type { LineLook } from '../model/lines.ts'

/** A cell; `null` = empty. */
export type Cell = string | number | null

/** What is exported of one line. */
export interface ExportLine {
  look: LineLook
  column: Column
}

/**
 * What is seen, as a table: the begin of each step on the site's clock with its offset, then mean, least, most and
 * quality of each line. Powers keep the sign that the heads name.
 */
export function trendTable(lines: readonly ExportLine[], stretch: Stretch, timeZone: string): Cell[][] {
  const finest = lines.toSorted((a, b) => a.column.stepMs - b.column.stepMs)[0]
  if (!finest) return []
  const [first, end] = placesIn(finest.column, stretch)
  const head = ['time', ...lines.flatMap(headsOf)].map((cell) => guardFormula(cell))
  const rows = Array.from({ length: end - first }, (_, i) => {
    const at = finest.column.from + (first + i) * finest.column.stepMs
    return [isoAtSite(at, timeZone), ...lines.flatMap((line) => cellsOf(line, at))]
  })
  return [head, ...rows]
}

function headsOf({ look }: ExportLine): string[] {
  const unit = look.unit === '' ? '' : ` (${look.unit}${look.isPower ? ', + into the bus' : ''})`
  const name = look.ref.point === 'activePowerKW' ? `${look.name} power` : look.name
  return [`${name} mean${unit}`, `${name} least${unit}`, `${name} most${unit}`, `${name} quality`]
}

function cellsOf({ look, column }: ExportLine, at: number): Cell[] {
  const place = stepAt(column, at)
  const value = place === undefined ? undefined : column.mean[place]
  if (place === undefined || value === undefined || Number.isNaN(value))
    return [null, null, null, place === undefined ? '' : wordsWithout(column, place)]
  const round = (n: number | undefined) => Number((n ?? value).toFixed(pointSpec(look.ref.point).decimals + 2))
  return [
    round(value),
    round(column.min[place]),
    round(column.max[place]),
    notGoodAt(column, place) > 0 ? 'partly stale or suspect' : 'good',
  ]
}

/** Quality of a step without a usable value; nothing where that is not known yet. */
function wordsWithout(column: Column, place: number): string {
  if (column.known[place] !== 1) return ''
  return notGoodAt(column, place) > 0 ? 'stale or suspect' : 'no data'
}

function notGoodAt({ notGood }: Column, place: number): number {
  return notGood?.[place] ?? 0
}

/** The table as CSV by RFC 4180 in UTF-8 with its mark. Texts were guarded when the table was made. */
export function csvOf(table: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) => {
    const text = value === null ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${table.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
