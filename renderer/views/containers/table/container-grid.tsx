import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  type SelectionChangedEvent,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useMemo } from 'react'
import { gridTheme } from '../../assets/grid-theme.ts'
import { type Container, useContainers } from '../data/use-containers.ts'
import * as cells from './container-cells.tsx'
import css from './container-grid.module.css'

/** Many columns: the cells stand closer. */
const denseTheme = gridTheme.withParams({ cellHorizontalPadding: 6 })

const modules = [CellStyleModule, ClientSideRowModelModule, RowApiModule, RowSelectionModule, RowStyleModule]

const right = { headerClass: 'ag-right-aligned-header', cellClass: 'ag-right-aligned-cell' }
// Rows keep their place: a table that sorts itself by live values cannot be read.
const defaultColumn = { sortable: false, suppressMovable: true, suppressHeaderMenuButton: true }
const selection = { mode: 'multiRow', checkboxes: true, headerCheckbox: true, enableClickSelection: false } as const
const selectionColumn = { width: 32, minWidth: 32, maxWidth: 32 } as const

/** Height of the head with its line, and of a row, px; as in the theme. */
const headPx = 32
const rowPx = 28

/** The columns, in order. Least widths add up to what 1280 px leave. */
const columns: ColDef<Container>[] = [
  { headerName: 'Container', cellRenderer: cells.NameCell, flex: 1, minWidth: 96 },
  { headerName: 'State', cellRenderer: cells.StateCell, flex: 0.8, minWidth: 74 },
  { headerName: 'Draw, kW', cellRenderer: cells.DrawCell, flex: 1.2, minWidth: 104 },
  { headerName: 'Cap, kW', cellRenderer: cells.CapCell, flex: 0.9, minWidth: 92 },
  { headerName: 'Asked, kW, by', cellRenderer: cells.WhyCell, flex: 1.6, minWidth: 104 },
  { headerName: 'Hashrate', cellRenderer: cells.HashrateCell, flex: 0.5, minWidth: 78, ...right },
  { headerName: 'League, J/TH, to rating', cellRenderer: cells.LeagueCell, flex: 1.4, minWidth: 168 },
  { headerName: 'In, out °C', cellRenderer: cells.AirCell, flex: 0.3, minWidth: 62, ...right },
  { headerName: 'Miners', cellRenderer: cells.MinersCell, flex: 0.6, minWidth: 82 },
  { headerName: 'Protected', cellRenderer: cells.ProtectionCell, flex: 0.6, minWidth: 68 },
  { headerName: 'Now, €/h', cellRenderer: cells.EarningCell, flex: 0.3, minWidth: 86, ...right },
  { headerName: 'Even, €/MWh', cellRenderer: cells.BreakEvenCell, flex: 0.2, minWidth: 84, ...right },
  { headerName: 'Alarm', cellRenderer: cells.AlarmCell, width: 46, minWidth: 46 },
]

/** All containers side by side, live; several can be chosen for an act in common. */
export function ContainerGrid({ onChosen }: { onChosen: (assetIds: string[]) => void }) {
  const containers = useContainers()
  const ids = containers.map((container) => container.id).join(' ')
  // The list of the site file: new only when containers come or go.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => containers, [ids])
  return (
    <section className={css.grid} style={{ height: headPx + rowPx * rows.length }} aria-label="Containers">
      <AgGridReact<Container>
        modules={modules}
        theme={denseTheme}
        rowData={rows}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        rowSelection={selection}
        selectionColumnDef={selectionColumn}
        getRowId={({ data }) => data.id}
        onSelectionChanged={({ api }: SelectionChangedEvent<Container>) =>
          onChosen(api.getSelectedRows().map((container) => container.id))
        }
        animateRows={false}
        suppressNoRowsOverlay
      />
    </section>
  )
}
