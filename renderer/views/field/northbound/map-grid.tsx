import { type ColDef, CellStyleModule, ClientSideRowModelModule } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { gridTheme } from '../../assets/grid-theme.ts'
import type { MapRow } from './northbound-words.ts'
import css from './northbound.module.css'

const modules = [CellStyleModule, ClientSideRowModelModule]

const right = { headerClass: 'ag-right-aligned-header', cellClass: 'ag-right-aligned-cell' }
const mono = { cellClass: css.mono ?? '' }
// Register numbers are names: they are compared digit by digit with manuals and carry no grouping.
const columns: ColDef<MapRow>[] = [
  { headerName: 'Asset', field: 'assetName', flex: 1.4, minWidth: 130 },
  { headerName: 'Value', field: 'label', flex: 1.6, minWidth: 150 },
  { headerName: 'Unit', field: 'unit', width: 64, minWidth: 56 },
  { headerName: 'Modbus unit', field: 'modbusUnit', width: 92, minWidth: 84, ...right },
  { headerName: 'Register, from 0', field: 'register', width: 116, minWidth: 108, ...right },
  { headerName: 'As in manuals', field: 'address', width: 108, minWidth: 100, ...right },
  { headerName: 'Quality register', field: 'qualityRegister', width: 116, minWidth: 108, ...right },
  { headerName: 'OPC UA node', field: 'nodeName', flex: 1.6, minWidth: 180, ...mono },
]

const defaultColumn = { sortable: true, suppressMovable: true, suppressHeaderMenuButton: true }

/** The map, row by row; thousands of rows cost no more than those in sight. */
export function MapGrid({ rows }: { rows: MapRow[] }) {
  return (
    <div className={css.grid}>
      <AgGridReact<MapRow>
        modules={modules}
        theme={gridTheme}
        rowData={rows}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        getRowId={({ data }) => `${data.assetId} ${data.point}`}
        animateRows={false}
        enableCellTextSelection
        suppressNoRowsOverlay
      />
    </div>
  )
}
