import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  RowApiModule,
  RowSelectionModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useMemo } from 'react'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import { formatEnergy } from '../../../format/energy.ts'
import { formatTime, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import tables from '../../alarms/alarms.module.css'
import { gridTheme } from '../../assets/grid-theme.ts'
import page from '../settlement.module.css'
import css from './batches-panel.module.css'
import { eurWords, type StatementRow } from './money-words.ts'

const modules = [CellStyleModule, ClientSideRowModelModule, RowApiModule, RowSelectionModule]
const defaultColumn = { sortable: true, suppressMovable: true, suppressHeaderMenuButton: true, resizable: true }
const whPerKWh = 1_000

/** Statements row by row, however many; arrows move, Enter or a click opens one. */
export function StatementGrid(props: {
  rows: readonly StatementRow[]
  chosen: number | undefined
  onChoose: (quarter: number) => void
}) {
  const { rows, chosen, onChoose } = props
  const { timeZone } = useSite()
  const now = useNow(3_600_000)
  const columns = useMemo(() => columnsFor(timeZone, now), [timeZone, now])
  const data = useMemo(() => [...rows], [rows])
  return (
    <div className={`${tables.grid} ${css.grid}`}>
      <AgGridReact<StatementRow>
        modules={modules}
        theme={gridTheme}
        rowData={data}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data: row }) => row.id}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: true }}
        onRowClicked={({ data: row }) => row && onChoose(row.quarter)}
        onCellKeyDown={({ event, data: row }) => {
          if (row && event instanceof KeyboardEvent && event.key === 'Enter') onChoose(row.quarter)
        }}
        onRowDataUpdated={({ api }) => {
          const node = chosen === undefined ? undefined : api.getRowNode(String(chosen))
          node?.setSelected(true)
        }}
        animateRows={false}
        suppressNoRowsOverlay
      />
    </div>
  )
}

function columnsFor(timeZone: string, now: number): ColDef<StatementRow>[] {
  return [
    {
      headerName: 'Statement',
      field: 'quarter',
      flex: 1,
      minWidth: 80,
      cellClass: css.name ?? '',
      valueFormatter: ({ value }) => `S-${value}`,
    },
    {
      headerName: 'Interval',
      flex: 1.2,
      minWidth: 72,
      valueGetter: ({ data }) => data && quarterStart(data.quarter),
      valueFormatter: ({ value }) =>
        typeof value === 'number'
          ? now - value < 86_400_000
            ? formatTime(value, timeZone)
            : formatWhen(value, now, timeZone)
          : '',
    },
    {
      headerName: 'Energy, kWh',
      field: 'energyWh',
      type: 'rightAligned',
      flex: 1,
      minWidth: 76,
      valueFormatter: ({ value }) => (typeof value === 'number' ? formatEnergy(value / whPerKWh).number : 'none'),
    },
    {
      headerName: '€',
      field: 'eur',
      cellClass: `ag-right-aligned-cell ${page.last}`,
      headerClass: `ag-right-aligned-header ${page.last}`,
      flex: 1,
      minWidth: 76,
      valueFormatter: ({ value }: { value: number | null }) => {
        const { word, number } = eurWords(value, 2)
        return [word, number].filter(Boolean).join(' ')
      },
    },
  ]
}
