import type { ColDef } from 'ag-grid-community'
import type { CustomCellRendererProps } from 'ag-grid-react'
import { useMemo } from 'react'
import type { OutboxRow } from '../../../../domain/settlement/outbox.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { gweiText } from '../../../format/token.ts'
import { useNow } from '../../../state/live.ts'
import { RowGrid } from '../../assets/row-grid.tsx'
import { intentNames, isOver } from '../chain-words.ts'
import page from '../settlement.module.css'

/** Acts row by row, however many; arrows move, Enter or a click opens one. */
export function OutboxGrid(props: {
  rows: readonly OutboxRow[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  const { rows, chosen, onChoose } = props
  const now = useNow(10_000)
  const columns = useMemo(() => columnsFor(now), [now])
  return (
    <RowGrid
      className={page.table}
      rows={rows}
      columns={columns}
      idOf={({ intent }) => intent.id}
      chosen={chosen}
      onChoose={({ intent }) => onChoose(intent.id)}
    />
  )
}

function StateCell({ data }: CustomCellRendererProps<OutboxRow>) {
  if (!data) return null
  return (
    <Chip kind={isOver(data.state) ? 'outline' : data.state === 'reverted' ? 'hatched' : 'active'}>
      {intentNames[data.state]}
    </Chip>
  )
}

function columnsFor(now: number): ColDef<OutboxRow>[] {
  return [
    {
      headerName: 'What',
      flex: 2,
      minWidth: 130,
      cellClass: `${page.words} ${page.name}`,
      valueGetter: ({ data }) => data?.intent.words,
      tooltipValueGetter: ({ value }) => String(value ?? ''),
    },
    { headerName: 'State', field: 'state', width: 104, cellRenderer: StateCell },
    {
      headerName: 'Age',
      width: 88,
      type: 'rightAligned',
      valueGetter: ({ data }) => data && now - data.intent.madeAt,
      valueFormatter: ({ value }) => (typeof value === 'number' ? formatDuration(value) : ''),
    },
    {
      headerName: 'Attempts',
      width: 74,
      type: 'rightAligned',
      valueGetter: ({ data }) => data?.attempts.length,
      valueFormatter: ({ value }) => formatNumber(Number(value ?? 0)),
    },
    {
      headerName: 'Nonce',
      width: 62,
      type: 'rightAligned',
      valueGetter: ({ data }) => data?.attempts.at(-1)?.nonce,
      valueFormatter: ({ value }) => (typeof value === 'number' ? formatNumber(value) : 'none'),
    },
    {
      headerName: 'Most fee',
      width: 84,
      type: 'rightAligned',
      valueGetter: ({ data }) => data?.attempts.at(-1)?.maxFee,
      valueFormatter: ({ value }) => (typeof value === 'string' ? gweiText(value) : 'none'),
    },
    {
      headerName: 'Block',
      width: 84,
      type: 'rightAligned',
      cellClass: `ag-right-aligned-cell ${page.last}`,
      headerClass: `ag-right-aligned-header ${page.last}`,
      field: 'block',
      valueFormatter: ({ value }) => (typeof value === 'number' ? formatNumber(value) : 'none'),
    },
  ]
}
