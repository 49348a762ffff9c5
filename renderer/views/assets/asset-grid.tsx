import {
  type CellKeyDownEvent,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CsvExportModule,
  type GridApi,
  RowApiModule,
  type RowClickedEvent,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useState } from 'react'
import { useLiveStore } from '../../state/live.ts'
import type { AssetRow } from './asset-rows.ts'
import css from './assets.module.css'
import { guardFormula } from './csv.ts'
import { assetColumns, cellText } from './grid-columns.ts'
import { gridTheme } from './grid-theme.ts'

const modules = [
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CsvExportModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
]

/** What the page may ask of the table. */
export interface AssetGridHandle {
  exportCsv(fileName: string, head: string): void
}

interface AssetGridProps {
  rows: AssetRow[]
  selectedId: string | undefined
  hiddenColumns: readonly string[]
  onOpen: (assetId: string) => void
  onToggleGroup: (groupId: string) => void
  ref: Ref<AssetGridHandle>
}

// Rows keep their place: a table that sorts itself by live values cannot be read. So no column sorts.
const defaultColumn = { sortable: false, suppressMovable: true, suppressHeaderMenuButton: true }
const rowSelection = { mode: 'singleRow', checkboxes: false, enableClickSelection: true } as const

function showSelection(api: GridApi<AssetRow>, selectedId: string | undefined): void {
  api.deselectAll()
  const node = selectedId === undefined ? undefined : api.getRowNode(selectedId)
  node?.setSelected(true, true)
  if (node) api.ensureNodeVisible(node)
}

function showColumns(api: GridApi<AssetRow>, hidden: readonly string[]): void {
  const ids = assetColumns.map((column) => column.colId)
  api.setColumnsVisible(
    ids.filter((id) => !hidden.includes(id)),
    true,
  )
  api.setColumnsVisible([...hidden], false)
}

/**
 * Every asset in one table, live. Cells follow their own readings; the table itself is drawn anew only when rows come
 * or go, so thousands of rows cost no more than those in sight.
 */
export function AssetGrid({ rows, selectedId, hiddenColumns, onOpen, onToggleGroup, ref }: AssetGridProps) {
  const store = useLiveStore()
  const [api, setApi] = useState<GridApi<AssetRow>>()

  useEffect(() => {
    if (api) showSelection(api, selectedId)
  }, [api, selectedId])

  useEffect(() => {
    if (api) showColumns(api, hiddenColumns)
  }, [api, hiddenColumns])

  useImperativeHandle(
    ref,
    () => ({
      exportCsv(fileName, head) {
        api?.exportDataAsCsv({
          fileName,
          prependContent: `${guardFormula(head)}\r\n`,
          processCellCallback: ({ node, column }) =>
            node?.data ? guardFormula(cellText(store, node.data, column.getColId())) : '',
        })
      },
    }),
    [api, store],
  )

  const act = useCallback(
    (row: AssetRow | undefined) => {
      if (row?.type === 'asset') onOpen(row.id)
      else if (row) onToggleGroup(row.group.id)
    },
    [onOpen, onToggleGroup],
  )

  return (
    <div className={css.grid}>
      <AgGridReact<AssetRow>
        onGridReady={(event) => setApi(event.api)}
        onRowDataUpdated={(event) => showSelection(event.api, selectedId)}
        modules={modules}
        theme={gridTheme}
        rowData={rows}
        columnDefs={assetColumns}
        defaultColDef={defaultColumn}
        rowSelection={rowSelection}
        isRowSelectable={({ data }) => data?.type === 'asset'}
        getRowId={({ data }) => data.id}
        getRowClass={({ data }) => (data?.type === 'group' ? css.groupRow : css.assetRow)}
        onRowClicked={({ data }: RowClickedEvent<AssetRow>) => act(data)}
        onCellKeyDown={({ event, data }: CellKeyDownEvent<AssetRow>) => {
          if (event instanceof KeyboardEvent && event.key === 'Enter') act(data)
        }}
        suppressCellFocus={false}
        animateRows={false}
        suppressNoRowsOverlay
      />
    </div>
  )
}
