import type { ColDef } from 'ag-grid-community'
import { formatAge } from '../../format/duration.ts'
import { formatKW, powerWord } from '../../format/power.ts'
import { topAlarmOf } from '../../frame/alarms/alarm-order.ts'
import type { LiveStore } from '../../state/store.ts'
import * as cells from './asset-cells.tsx'
import { type AssetRow, groupSum } from './asset-rows.ts'
import css from './assets.module.css'
import { commandingPerson, commandWords, stateWords } from './asset-words.ts'
import { rangeText } from '../dispatch/why/range-text.ts'
import { NameCell } from './name-cell.tsx'

/** A column of the table; its id names it in the column list. */
export type AssetColumn = ColDef<AssetRow> & { colId: string; headerName: string }

/** What a column says of an asset as plain text, for exports. */
type Text = (store: LiveStore, row: Extract<AssetRow, { type: 'asset' }>) => string

const power: Text = (store, { asset }) => {
  const { value } = store.reading(asset.id, 'activePowerKW')
  return value === null ? 'no value' : `${powerWord(asset.kind, value)} ${formatKW(value)} kW`
}

const setpoint: Text = (store, { asset }) => {
  const decision = store.decision(asset.id)
  if (!decision) return ''
  if (decision.setpointKW === null) return decision.commander === 'nobody' ? 'none' : 'free'
  return formatKW(decision.setpointKW)
}

const texts: Record<string, Text> = {
  asset: (_, { asset }) => asset.name,
  state: (store, { asset }) => stateWords(store, asset),
  power,
  limits: (store, { asset }) => {
    const range = store.decision(asset.id)?.range
    return range ? rangeText(asset, range) : ''
  },
  setpoint,
  quality: (store, { asset }) => store.reading(asset.id, 'activePowerKW').quality,
  age: (store, { asset }) => {
    const { at } = store.reading(asset.id, 'activePowerKW')
    return at === 0 ? '' : formatAge(store.now() - at)
  },
  command: (store, { asset }) => commandWords(store.decision(asset.id), commandingPerson(store, asset.id)),
  alarm: (store, { asset }) => topAlarmOf(store.alarms(), asset.id)?.text ?? '',
}

/** Text of a cell as it is exported. */
export function cellText(store: LiveStore, row: AssetRow, colId: string): string {
  if (row.type === 'asset') return texts[colId]?.(store, row) ?? ''
  if (colId === 'asset') return row.group.title
  return colId === 'power' ? groupSum(row.group, store) : ''
}

const right = { headerClass: 'ag-right-aligned-header', cellClass: 'ag-right-aligned-cell' }

// A stale value's chip is longer than `good` and may stand over the empty age beside it.
const spill = { cellClass: css.spill ?? '' }

/** The columns, in order. Widths add up to what is left beside an open faceplate at 1280 px. */
export const assetColumns: AssetColumn[] = [
  { colId: 'asset', headerName: 'Asset', cellRenderer: NameCell, flex: 2.2, minWidth: 140, lockVisible: true },
  { colId: 'state', headerName: 'State', cellRenderer: cells.StateCell, flex: 1.3, minWidth: 100 },
  { colId: 'power', headerName: 'Power now', cellRenderer: cells.PowerCell, flex: 0.4, minWidth: 140, ...right },
  { colId: 'limits', headerName: 'Against limits', cellRenderer: cells.LimitsCell, flex: 0.8, minWidth: 92 },
  {
    colId: 'setpoint',
    headerName: 'Setpoint, kW',
    cellRenderer: cells.SetpointCell,
    flex: 0.2,
    minWidth: 84,
    ...right,
  },
  { colId: 'quality', headerName: 'Quality', cellRenderer: cells.QualityCell, flex: 0.6, minWidth: 76, ...spill },
  { colId: 'age', headerName: 'Age', cellRenderer: cells.AgeCell, flex: 0.1, minWidth: 50, ...right },
  { colId: 'command', headerName: 'In command', cellRenderer: cells.CommandCell, flex: 1.6, minWidth: 86 },
  { colId: 'alarm', headerName: 'Alarm', cellRenderer: cells.AlarmCell, width: 48, minWidth: 48 },
]
