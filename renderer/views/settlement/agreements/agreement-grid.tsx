import type { ColDef } from 'ag-grid-community'
import type { CustomCellRendererProps } from 'ag-grid-react'
import { useMemo } from 'react'
import type { AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { energySumText } from '../../../format/energy.ts'
import { shortHash } from '../../../format/hash.ts'
import { useNow } from '../../../state/live.ts'
import { RowGrid } from '../../assets/row-grid.tsx'
import page from '../settlement.module.css'
import { agreementNames, rewardWords, stateWords } from './agreement-words.ts'

const defaults = { cellClass: page.words ?? '' }

/** Agreements row by row; arrows move, Enter or a click opens one. */
export function AgreementGrid(props: {
  rows: readonly AgreementRow[]
  chosen: string | undefined
  onChoose: (agreement: string) => void
}) {
  const { rows, chosen, onChoose } = props
  const now = useNow(60_000)
  const columns = useMemo(() => columnsFor(now), [now])
  return (
    <RowGrid
      className={page.table}
      rows={rows}
      columns={columns}
      defaults={defaults}
      idOf={({ terms }) => terms.agreement}
      chosen={chosen}
      onChoose={({ terms }) => onChoose(terms.agreement)}
    />
  )
}

function StateCell({ data }: CustomCellRendererProps<AgreementRow>) {
  if (!data) return null
  const isRunning = data.state === 'open' && data.phase !== 'over' && data.phase !== 'ahead'
  return <Chip kind={isRunning ? 'active' : 'outline'}>{stateWords(data)}</Chip>
}

function columnsFor(now: number): ColDef<AgreementRow>[] {
  return [
    {
      headerName: 'No.',
      width: 48,
      cellClass: page.name ?? '',
      valueGetter: ({ data }) => Number(data?.terms.agreement),
    },
    {
      headerName: 'What',
      flex: 1,
      minWidth: 96,
      valueGetter: ({ data }) =>
        data && `${agreementNames[data.terms.kind]}, ${data.part === 'payee' ? 'paid to us' : 'paid by us'}`,
      tooltipValueGetter: ({ value }) => String(value ?? ''),
    },
    { headerName: 'With', width: 104, valueGetter: ({ data }) => data && shortHash(data.counterparty) },
    {
      headerName: 'Volume',
      width: 80,
      type: 'rightAligned',
      valueGetter: ({ data }) => data?.terms.volumeWh,
      valueFormatter: ({ value }) => (typeof value === 'number' ? energySumText(value / 1_000) : ''),
    },
    {
      headerName: 'State',
      width: 104,
      cellRenderer: StateCell,
      cellClass: '',
      valueGetter: ({ data }) => data && stateWords(data),
    },
    {
      headerName: 'Reward',
      flex: 1,
      minWidth: 124,
      valueGetter: ({ data }) => data && rewardWords(data.money),
      tooltipValueGetter: ({ value }) => String(value ?? ''),
    },
    {
      headerName: 'Ends next',
      width: 106,
      cellClass: page.last ?? '',
      valueGetter: ({ data }) => data?.nextDeadline?.at,
      valueFormatter: ({ value }) =>
        typeof value === 'number' ? (value > now ? `in ${formatDuration(value - now)}` : 'over') : 'none',
      tooltipValueGetter: ({ data }) => data?.nextDeadline?.words ?? '',
    },
  ]
}
