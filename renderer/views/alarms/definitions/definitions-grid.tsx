import { CellStyleModule, ClientSideRowModelModule, type ColDef, RowAutoHeightModule } from 'ag-grid-community'
import { AgGridReact, type CustomCellRendererProps } from 'ag-grid-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { RationalisationRow } from '../../../../domain/rpc/alarms.ts'
import { Chip } from '../../../components/chip.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { gridTheme } from '../../assets/grid-theme.ts'
import css from '../alarms.module.css'
import { type JournalSearch, said } from '../search.ts'
import { behaviourText, delayText, originText } from './definition-words.ts'

type Cell = CustomCellRendererProps<RationalisationRow>

const modules = [CellStyleModule, ClientSideRowModelModule, RowAutoHeightModule]
const wrapped = { wrapText: true, autoHeight: true, cellClass: css.wrap ?? '' }
const defaultColumn = {
  sortable: true,
  suppressMovable: true,
  suppressHeaderMenuButton: true,
  resizable: true,
  cellClass: css.wrap ?? '',
}

function MarkCell({ data }: Cell) {
  return data ? <PriorityMark priority={data.definition.priority} state="activeAcknowledged" isSteady /> : null
}

function OriginCell({ data }: Cell) {
  const text = data ? originText(data) : ''
  return text === '' ? null : (
    <Chip kind="outline" title={text}>
      {text}
    </Chip>
  )
}

/** Times in 30 days, with the way to them in the journal; a code that stands for several is not one of its rows. */
function TimesCell({ data }: Cell) {
  if (!data) return null
  const text = formatNumber(data.timesIn30Days)
  if (data.timesIn30Days === 0 || data.code.endsWith('*')) return text
  const search = said<JournalSearch>({ code: data.code, assetId: data.assetId, event: 'raised' })
  return (
    <Link to="/alarms/journal" search={search} style={{ textDecoration: 'underline' }}>
      {text}
    </Link>
  )
}

function columnsFor(names: ReadonlyMap<string, string>, siteName: string): ColDef<RationalisationRow>[] {
  return [
    {
      headerName: 'P',
      width: 40,
      minWidth: 40,
      cellRenderer: MarkCell,
      valueGetter: ({ data }) => data?.definition.priority,
    },
    { headerName: 'Code', field: 'code', flex: 1, minWidth: 140, ...wrapped },
    {
      headerName: 'Where',
      flex: 0.6,
      minWidth: 84,
      valueGetter: ({ data }) => (data?.assetId === undefined ? 'everywhere' : (names.get(data.assetId) ?? siteName)),
    },
    { headerName: 'Cause', field: 'definition.cause', flex: 2, minWidth: 128, ...wrapped },
    { headerName: 'If nothing is done', field: 'definition.consequence', flex: 2, minWidth: 128, ...wrapped },
    { headerName: 'Response', field: 'definition.response', flex: 2, minWidth: 128, ...wrapped },
    {
      headerName: 'To respond',
      width: 80,
      valueGetter: ({ data }) => data?.definition.respondWithinS,
      valueFormatter: ({ value }) => formatDuration(Number(value) * 1_000),
    },
    {
      headerName: 'Delay on, off',
      width: 98,
      valueGetter: ({ data }) =>
        data && `${delayText(data.definition.onDelayS)}, ${delayText(data.definition.offDelayS)}`,
    },
    {
      headerName: 'Behaviour',
      flex: 1,
      minWidth: 110,
      valueGetter: ({ data }) => data && behaviourText(data),
      ...wrapped,
    },
    { headerName: 'From the site file', width: 112, cellRenderer: OriginCell },
    {
      headerName: 'In 30 d',
      width: 68,
      headerClass: 'ag-right-aligned-header',
      cellClass: `ag-right-aligned-cell ${css.wrap}`,
      cellRenderer: TimesCell,
      valueGetter: ({ data }) => data?.timesIn30Days,
    },
  ]
}

/** The definitions row by row, each as high as its words. */
export function DefinitionsGrid(props: {
  rows: RationalisationRow[]
  names: ReadonlyMap<string, string>
  siteName: string
}) {
  const { rows, names, siteName } = props
  const columns = useMemo(() => columnsFor(names, siteName), [names, siteName])
  return (
    <div className={css.grid}>
      <AgGridReact<RationalisationRow>
        modules={modules}
        theme={gridTheme}
        rowData={rows}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data }) => `${data.code} ${data.assetId ?? ''}`}
        animateRows={false}
        enableCellTextSelection
        suppressNoRowsOverlay
      />
    </div>
  )
}
