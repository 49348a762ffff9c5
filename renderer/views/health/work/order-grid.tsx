import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  RowSelectionModule,
  RowStyleModule,
  TooltipModule,
} from 'ag-grid-community'
import { AgGridReact, type CustomCellRendererProps } from 'ag-grid-react'
import { useMemo } from 'react'
import { type WorkOrder, workStates } from '../../../../domain/health/work.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatDay } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import tables from '../../alarms/alarms.module.css'
import { gridTheme } from '../../assets/grid-theme.ts'
import { modeName, useAssetName } from '../names.ts'
import css from './work.module.css'
import { dueText, handedOverWords, partsText, plannedText } from './order-words.ts'

const modules = [CellStyleModule, ClientSideRowModelModule, RowSelectionModule, RowStyleModule, TooltipModule]
const defaultColumn = {
  cellClass: css.words ?? '',
  sortable: true,
  suppressMovable: true,
  suppressHeaderMenuButton: true,
  resizable: true,
}

function StateCell({ data }: CustomCellRendererProps<WorkOrder>) {
  if (!data) return null
  return <Chip kind={data.state === 'planned' ? 'active' : 'outline'}>{workStates[data.state]}</Chip>
}

interface Words {
  nameOf: (assetId: string) => string
  timeZone: string
  now: number
}

function columnsFor({ nameOf, timeZone, now }: Words): ColDef<WorkOrder>[] {
  return [
    { headerName: 'No.', field: 'number', width: 56 },
    { headerName: 'State', field: 'state', width: 84, cellRenderer: StateCell, cellClass: '' },
    {
      headerName: 'Due',
      width: 150,
      field: 'dueAt',
      valueFormatter: ({ data }) =>
        data ? [formatDay(data.dueAt, timeZone), dueText(data, now)].filter(Boolean).join(', ') : '',
    },
    { headerName: 'Asset', flex: 1, minWidth: 100, valueGetter: ({ data }) => data && nameOf(data.assetId) },
    {
      headerName: 'Cause',
      flex: 1,
      minWidth: 100,
      valueGetter: ({ data }) => (data?.mode ? modeName(data.mode) : 'none named'),
    },
    { headerName: 'What is to be done', field: 'title', tooltipField: 'title', flex: 2, minWidth: 140 },
    {
      headerName: 'Parts',
      flex: 1,
      minWidth: 80,
      valueGetter: ({ data }) => data && partsText(data.parts),
      tooltipValueGetter: ({ value }) => String(value ?? ''),
    },
    {
      headerName: 'Planned',
      flex: 1.2,
      minWidth: 160,
      valueGetter: ({ data }) => data && plannedText(data, timeZone),
    },
    {
      headerName: 'Last note, what was found',
      flex: 1.4,
      minWidth: 110,
      valueGetter: ({ data }) => data?.found ?? data?.notes.at(-1)?.text ?? '',
      tooltipValueGetter: ({ value }) => String(value ?? ''),
    },
    {
      headerName: 'Handed over',
      width: 124,
      valueGetter: ({ data }) => data && handedOverWords[data.handedOver],
    },
  ]
}

/** Work orders row by row; Enter or a double click opens one. */
export function OrderGrid(props: {
  orders: readonly WorkOrder[]
  chosenId: string | undefined
  onChoose: (id: string) => void
  onOpen: (order: WorkOrder) => void
}) {
  const { orders, chosenId, onChoose, onOpen } = props
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const nameOf = useAssetName()
  const columns = useMemo(() => columnsFor({ nameOf, timeZone, now }), [nameOf, timeZone, now])
  const rows = useMemo(() => [...orders], [orders])
  return (
    <div className={`${tables.grid} ${css.orders}`}>
      <AgGridReact<WorkOrder>
        modules={modules}
        theme={gridTheme}
        rowData={rows}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data }) => data.id}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: true }}
        onRowClicked={({ data }) => data && onChoose(data.id)}
        onRowDoubleClicked={({ data }) => data && onOpen(data)}
        onCellKeyDown={({ event, data }) => {
          if (data && event instanceof KeyboardEvent && event.key === 'Enter') onOpen(data)
        }}
        onRowDataUpdated={({ api }) => {
          for (const node of chosenId === undefined ? [] : [api.getRowNode(chosenId)]) node?.setSelected(true)
        }}
        tooltipShowDelay={400}
        animateRows={false}
        suppressNoRowsOverlay
      />
    </div>
  )
}
