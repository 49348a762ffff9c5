import type { Report, ReportCell, ReportSection, ReportTable } from '../../../domain/rpc/reports.ts'
import type { PdfDocument } from '../../documents/pdf.ts'
import { cellWords, columnWords } from './cell-words.ts'
import { chartSvg } from './chart-svg.ts'

/** A report as a document on A4. */
export function reportDocument(report: Report): PdfDocument {
  const { title, site, period, madeAt, version, sections } = report
  return {
    title: `${title}: ${site}`,
    creator: `Powerchain Control Room ${version}`,
    footer: `${site}, ${title}, ${period.slice(0, 10)}`,
    content: [
      { text: `${title}: ${site}`, fontSize: 18, bold: true },
      { text: period, margin: [0, 4, 0, 0] },
      { text: `Made ${madeAt} by Powerchain Control Room ${version}`, color: '#59616C', margin: [0, 2, 0, 8] },
      ...sections.flatMap(sectionContent),
    ],
  }
}

/** A table of so many rows is kept with its heading on one page. */
const shortTable = 15

function sectionContent({ title, notes, charts, tables }: ReportSection): unknown[] {
  const heading = { text: title, fontSize: 13, bold: true, margin: [0, 12, 0, 4] }
  const parts = [
    ...charts.map((chart) => ({ svg: chartSvg(chart), margin: [0, 2, 0, 4] })),
    ...tables.map(tableContent),
  ]
  const [first, ...rest] = parts
  const isShort = charts.length > 0 || (tables[0]?.rows.length ?? 0) <= shortTable
  return [
    { stack: [heading, first ?? ''], unbreakable: isShort },
    ...rest,
    ...notes.map((text) => ({ text, fontSize: 7.5, color: '#59616C', margin: [0, 2, 0, 0] })),
  ]
}

function tableContent({ title, columns, rows, sums }: ReportTable): unknown {
  const heading = { text: title, bold: true, margin: [0, 6, 0, 2] }
  if (rows.length === 0) return { stack: [heading, { text: 'None.' }] }
  const head = columns.map((column) => ({ text: columnWords(column), bold: true, alignment: sideOf(column) }))
  const body = [head, ...rows.map((row) => printed(row, columns)), ...(sums ? [printed(sums, columns, true)] : [])]
  const widths = columns.map((column) => (column.decimals === undefined ? 'auto' : '*'))
  return {
    unbreakable: rows.length <= shortTable,
    stack: [
      heading,
      // Seven columns and more need smaller letters to stand beside each other.
      {
        table: { headerRows: 1, widths, body, dontBreakRows: true },
        layout: 'lightHorizontalLines',
        fontSize: columns.length > 6 ? 7 : 8,
      },
    ],
  }
}

function printed(row: readonly ReportCell[], columns: ReportTable['columns'], isSum = false): unknown[] {
  return columns.map((column, i) => {
    const cell = row[i] ?? null
    // A sum stands only under what can be summed.
    const text = isSum && cell === null ? '' : cellWords(cell, column)
    return { text, alignment: sideOf(column), bold: isSum, ...(cell === null && { italics: true, color: '#59616C' }) }
  })
}

function sideOf({ decimals }: ReportTable['columns'][number]): 'left' | 'right' {
  return decimals === undefined ? 'left' : 'right'
}
