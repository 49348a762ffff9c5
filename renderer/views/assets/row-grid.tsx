import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  RowApiModule,
  RowSelectionModule,
  TooltipModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useMemo } from 'react'
import tables from '../alarms/alarms.module.css'
import { gridTheme } from './grid-theme.ts'

const modules = [CellStyleModule, ClientSideRowModelModule, RowApiModule, RowSelectionModule, TooltipModule]
const column = { sortable: true, suppressMovable: true, suppressHeaderMenuButton: true, resizable: true }

/** Rows, however many, of which one can be chosen: by a click, or by arrows and Enter. */
export function RowGrid<Row>(props: {
  rows: readonly Row[]
  columns: ColDef<Row>[]
  /** What all columns have besides, and each may have otherwise. The same object in every render. */
  defaults?: ColDef<Row>
  idOf: (row: Row) => string
  chosen?: string | undefined
  onChoose?: (row: Row) => void
  className: string | undefined
}) {
  const { rows, columns, defaults, idOf, chosen, onChoose, className } = props
  const data = useMemo(() => [...rows], [rows])
  const everyColumn = useMemo(() => ({ ...column, ...defaults }), [defaults])
  return (
    <div className={`${tables.grid} ${className}`}>
      <AgGridReact<Row>
        modules={modules}
        theme={gridTheme}
        rowData={data}
        columnDefs={columns}
        defaultColDef={everyColumn}
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
