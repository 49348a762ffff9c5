import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  RowApiModule,
  RowSelectionModule,
  TooltipModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { type ReactNode, useMemo } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import tables from '../alarms/alarms.module.css'
import { gridTheme } from '../assets/grid-theme.ts'
import css from './market.module.css'

const modules = [CellStyleModule, ClientSideRowModelModule, RowApiModule, RowSelectionModule, TooltipModule]
const defaultColumn = {
  sortable: true,
  suppressMovable: true,
  suppressHeaderMenuButton: true,
  resizable: true,
  cellClass: css.words ?? '',
  tooltipValueGetter: ({ valueFormatted, value }: { valueFormatted?: string | null; value?: unknown }) =>
    valueFormatted ?? (typeof value === 'string' ? value : ''),
}

/** A titled list with its acts at the right; says what to do while there is nothing in it. */
export function ListPanel(props: {
  title: string
  note?: ReactNode
  acts?: ReactNode
  /** Title and words while the list is empty. */
  empty: { title: string; words: ReactNode }
  isEmpty: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const { title, note, acts, empty, isEmpty, className, children } = props
  return (
    <section className={`${css.panel} ${className ?? ''}`} aria-label={title}>
      <div className={css.bar}>
        <h2>{title}</h2>
        <span className={css.note}>{note}</span>
        {acts !== undefined && <span className={css.end}>{acts}</span>}
      </div>
      {isEmpty ? (
        <div className={css.empty}>
          <EmptyState title={empty.title}>{empty.words}</EmptyState>
        </div>
      ) : (
        children
      )}
    </section>
  )
}

/** Rows that can be chosen by click, arrows and Enter. */
export function RowGrid<Row>(props: {
  rows: readonly Row[]
  columns: ColDef<Row>[]
  idOf: (row: Row) => string
  chosen?: string | undefined
  onChoose?: (row: Row) => void
}) {
  const { rows, columns, idOf, chosen, onChoose } = props
  const data = useMemo(() => [...rows], [rows])
  return (
    <div className={`${tables.grid} ${css.grid}`}>
      <AgGridReact<Row>
        modules={modules}
        theme={gridTheme}
        rowData={data}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data: row }) => idOf(row)}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: onChoose !== undefined }}
        onRowClicked={({ data: row }) => row && onChoose?.(row)}
        onCellKeyDown={({ event, data: row }) => {
          if (row && event instanceof KeyboardEvent && event.key === 'Enter') onChoose?.(row)
        }}
        onRowDataUpdated={({ api }) => {
          if (chosen !== undefined) api.getRowNode(chosen)?.setSelected(true)
        }}
        tooltipShowDelay={400}
        animateRows={false}
        suppressNoRowsOverlay
      />
    </div>
  )
}
