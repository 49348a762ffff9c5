import { CellStyleModule, ClientSideRowModelModule, type ColDef, TooltipModule } from 'ag-grid-community'
import { AgGridReact, type CustomCellRendererProps } from 'ag-grid-react'
import { useMemo } from 'react'
import type { AlarmState } from '../../../../domain/alarm.ts'
import type { JournalRow } from '../../../../domain/rpc/alarms.ts'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { formatClock, formatDay } from '../../../format/time.ts'
import { gridTheme } from '../../assets/grid-theme.ts'
import css from '../alarms.module.css'
import { stepWords } from '../alarm-words.ts'

const modules = [CellStyleModule, ClientSideRowModelModule, TooltipModule]
const defaultColumn = { sortable: false, suppressMovable: true, suppressHeaderMenuButton: true, resizable: true }

const stateAfter: Partial<Record<JournalRow['event'], AlarmState>> = {
  raised: 'activeUnacknowledged',
  reAlarmed: 'activeUnacknowledged',
  returned: 'normalUnacknowledged',
  latched: 'normalUnacknowledged',
}

/** The mark as it was after the step: the journal does not pulse. */
function MarkCell({ data }: CustomCellRendererProps<JournalRow>) {
  if (!data) return null
  return <PriorityMark priority={data.priority} state={stateAfter[data.event] ?? 'activeAcknowledged'} isSteady />
}

function columnsFor(names: ReadonlyMap<string, string>, siteName: string, timeZone: string): ColDef<JournalRow>[] {
  return [
    {
      headerName: 'Time',
      width: 158,
      valueGetter: ({ data }) => data && `${formatDay(data.at, timeZone)} ${formatClock(data.at, timeZone)}`,
    },
    { headerName: 'Priority', width: 62, cellRenderer: MarkCell },
    {
      headerName: 'Source',
      flex: 1,
      minWidth: 120,
      valueGetter: ({ data }) => names.get(data?.assetId ?? '') ?? data?.assetId ?? siteName,
    },
    { headerName: 'Message', field: 'text', tooltipField: 'text', flex: 2.4, minWidth: 200 },
    { headerName: 'What', flex: 1, minWidth: 130, valueGetter: ({ data }) => data && stepWords(data) },
    { headerName: 'Who', field: 'person', width: 110 },
    { headerName: 'Note', field: 'note', tooltipField: 'note', flex: 1.6, minWidth: 140 },
    { headerName: 'Code', field: 'code', tooltipField: 'code', flex: 0.8, minWidth: 110 },
  ]
}

/** Rows from the end of what is drawn at which older ones are asked for. */
const nearRows = 40

/** Rows of the journal; thousands cost no more than those in sight, and older ones are asked for near the end. */
export function JournalGrid(props: {
  rows: JournalRow[]
  names: ReadonlyMap<string, string>
  siteName: string
  timeZone: string
  onNearEnd: () => void
}) {
  const { rows, names, siteName, timeZone, onNearEnd } = props
  const columns = useMemo(() => columnsFor(names, siteName, timeZone), [names, siteName, timeZone])
  return (
    <div className={css.grid}>
      <AgGridReact<JournalRow>
        modules={modules}
        theme={gridTheme}
        rowData={rows}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data }) => String(data.n)}
        onViewportChanged={({ lastRow }) => {
          if (lastRow >= rows.length - nearRows) onNearEnd()
        }}
        tooltipShowDelay={400}
        animateRows={false}
        enableCellTextSelection
        suppressNoRowsOverlay
      />
    </div>
  )
}
