import type { Report, ReportCell, ReportSection, ReportTable } from '../../../../domain/rpc/reports.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import css from '../reports.module.css'
import type { MakingView } from '../use-making.ts'
import { Chart } from './chart.tsx'

/** The report on the screen: what the files will say. */
export function PreviewPanel({ view: { report, progress } }: { view: MakingView }) {
  if (!report)
    return (
      <Panel title="Preview" isFilling>
        <EmptyState title={progress ? 'Being made' : 'No report shown yet'}>
          {progress ? progress.step : 'Choose a report and its period, then show it here or make its files.'}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel title={report.title} note={report.period} isFilling>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="Report">
        <Sections report={report} />
      </section>
    </Panel>
  )
}

function Sections({ report }: { report: Report }) {
  return report.sections.map((section) => <Section key={`${section.kind} ${section.title}`} section={section} />)
}

function Section({ section: { title, notes, charts, tables } }: { section: ReportSection }) {
  return (
    <article className={css.section}>
      <h3>{title}</h3>
      {charts.map((chart) => (
        <Chart key={chart.title} chart={chart} />
      ))}
      {tables.map((table) => (
        <Table key={table.title} table={table} />
      ))}
      {notes.map((note) => (
        <p key={note} className={css.second}>
          {note}
        </p>
      ))}
    </article>
  )
}

type Column = ReportTable['columns'][number]

function Table({ table: { title, columns, rows, sums } }: { table: ReportTable }) {
  if (rows.length === 0)
    return (
      <p className={css.caption}>
        {title}: <span className={css.second}>none</span>
      </p>
    )
  return (
    <div className={css.wide}>
      <table className={css.table}>
        <caption className={css.caption}>{title}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns can have one name and other units
              <th key={i} scope="col" className={sideOf(column)}>
                {column.unit === '' ? column.name : `${column.name}, ${column.unit}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own
            <Row key={i} row={row} columns={columns} />
          ))}
          {sums && <Row row={sums} columns={columns} isSum />}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, columns, isSum = false }: { row: readonly ReportCell[]; columns: Column[]; isSum?: boolean }) {
  return (
    <tr data-sum={isSum || undefined}>
      {columns.map((column, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- cells stand by their column
        <td key={i} className={sideOf(column)} data-missing={row[i] === null || undefined}>
          {cellText(row[i] ?? null, column, isSum)}
        </td>
      ))}
    </tr>
  )
}

function cellText(cell: ReportCell, { decimals = 0 }: Column, isSum: boolean): string {
  if (cell === null) return isSum ? '' : 'missing'
  return typeof cell === 'string' ? cell : formatNumber(cell, decimals)
}

function sideOf({ decimals }: Column): string | undefined {
  return decimals === undefined ? undefined : css.right
}
