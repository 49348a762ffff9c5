import type { Report, ReportSection } from '../../../domain/rpc/reports.ts'
import type { Cell, Table } from '../../tables/table.ts'
import { columnWords } from './cell-words.ts'

/** A report as the sheets of a workbook: what it is, then one sheet a section. Numbers stay numbers; missing is empty. */
export function reportSheets(report: Report): [Table, ...Table[]] {
  const { title, site, period, timeZone, madeAt, version } = report
  const facts: [string, string][] = [
    ['Site', site],
    ['Period', period],
    ['Time zone', timeZone],
    ['Made', madeAt],
    ['By', `Powerchain Control Room ${version}`],
  ]
  const names = new Set(['report'])
  return [
    { title: 'Report', columns: ['Report', title], rows: facts },
    ...report.sections.map((section) => sheet(section, nameOf(section.title, names))),
  ]
}

function sheet({ title, notes, tables }: ReportSection, name: string): Table {
  const width = Math.max(1, ...tables.map(({ columns }) => columns.length))
  const full = (cells: readonly Cell[]): Cell[] => Array.from({ length: width }, (_, i) => cells[i] ?? null)
  const rows = tables.flatMap(({ title: heading, columns, rows: body, sums }) => [
    full([]),
    full([heading]),
    full(columns.map(columnWords)),
    ...body.map(full),
    ...(sums ? [full(sums)] : []),
  ])
  return {
    title: name,
    columns: full([title]).map((cell) => String(cell ?? '')),
    rows: [...notes.map((note) => full([note])), ...rows],
  }
}

/** Names of sheets have at most 31 letters, none of `[]:*?/\`, and each stands once. */
function nameOf(title: string, taken: Set<string>): string {
  const plain =
    title
      .replaceAll(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 28) || 'Section'
  let name = plain
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain} ${n}`
  taken.add(name.toLowerCase())
  return name
}
