import type { ColDef } from 'ag-grid-community'
import { useMemo } from 'react'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import { formatEnergy } from '../../../format/energy.ts'
import { formatTime, formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { RowGrid } from '../../assets/row-grid.tsx'
import page from '../settlement.module.css'
import css from './batches-panel.module.css'
import { eurWords, type StatementRow } from './money-words.ts'

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
  return (
    <RowGrid
      className={css.grid}
      rows={rows}
      columns={columns}
      idOf={({ id }) => id}
      chosen={chosen === undefined ? undefined : String(chosen)}
      onChoose={({ quarter }) => onChoose(quarter)}
    />
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
