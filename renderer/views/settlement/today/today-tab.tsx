import { useNavigate, useSearch } from '@tanstack/react-router'
import type { MoneyKind, SpanMoney } from '../../../../domain/rpc/settlement/money.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useQuarterMoney, useRangeMoney, useSpanMoney } from '../queries.ts'
import type { MoneySearch } from '../search.ts'
import { useStandings, type StandingBatch } from '../use-standings.ts'
import { BatchesPanel } from './batches-panel.tsx'
import { MoneyPanel } from './money-panel.tsx'
import { StatementPanel } from './statement/statement-panel.tsx'
import { statementRows } from './money-words.ts'
import { Tiles } from './tiles.tsx'
import { useFirstWords } from './use-first-words.ts'
import css from './today.module.css'

/** Money of today or the month: by kind, by statement, by register, by reading. */
export function TodayTab() {
  const search = useSearch({ from: '/settlement/' })
  const { data: money, error } = useSpanMoney(search.span ?? 'today')
  return (
    <div className={css.page}>
      <Tiles money={money} span={search.span ?? 'today'} />
      {money ? (
        <Panels money={money} search={search} />
      ) : (
        <Panel title="1 Money" isFilling>
          <EmptyState title={error ? 'It cannot be read' : 'Reading meters and prices…'}>
            {error ? problemOf(error).message : undefined}
          </EmptyState>
        </Panel>
      )}
    </div>
  )
}

function Panels({ money, search }: { money: SpanMoney; search: MoneySearch }) {
  const navigate = useNavigate()
  const go = (change: MoneySearch) => void navigate({ to: '/settlement', search: change, replace: true })
  const batches = useStandings() ?? []
  const kind = search.kind ?? firstKnown(money)
  const header = batches.find(({ sequence }) => sequence === search.batch)?.header
  const { data: ofBatch } = useRangeMoney(header && { from: header.fromQuarter, to: header.toQuarter })
  const rows = statementRows(search.batch === undefined ? money : ofBatch, kind)
  const quarter = search.quarter ?? (rows.find(({ energyWh }) => energyWh !== null) ?? rows[0])?.quarter
  const { quarter: _quarter, asset: _asset, ...rest } = search
  return (
    <div className={css.panels}>
      <MoneyPanel
        money={money}
        span={search.span ?? 'today'}
        kind={kind}
        onKind={(next) => go({ ...rest, ...(quarter !== undefined && { quarter }), kind: next })}
        onSpan={(span) => go({ ...(span === 'month' && { span }), kind })}
      />
      <BatchesPanel
        rows={rows}
        span={search.span ?? 'today'}
        kind={kind}
        batches={batches}
        batch={search.batch}
        quarter={quarter}
        onBatch={(batch) => {
          const { batch: _batch, ...without } = rest
          go({ ...without, ...(batch !== undefined && { batch }) })
        }}
        onQuarter={(next) => go({ ...search, quarter: next })}
      />
      <Opened
        quarter={quarter}
        kind={kind}
        asset={search.asset}
        batches={batches}
        onAsset={(asset) => go({ ...search, kind, ...(quarter !== undefined && { quarter }), asset })}
      />
    </div>
  )
}

function Opened(props: {
  quarter: number | undefined
  kind: MoneyKind
  asset: string | undefined
  batches: readonly StandingBatch[]
  onAsset: (asset: string) => void
}) {
  const { quarter, kind, asset, batches, onAsset } = props
  const { data, error } = useQuarterMoney(quarter)
  const first = useFirstWords()
  if (!data)
    return (
      <Panel title="3 Statement" isFilling>
        {quarter === undefined ? (
          <EmptyState title="No quarter of an hour is closed yet">{first}</EmptyState>
        ) : (
          <EmptyState title={error ? 'It cannot be read' : 'Reading…'}>
            {error ? problemOf(error).message : undefined}
          </EmptyState>
        )}
      </Panel>
    )
  const batch = batches.find(({ header }) => header.fromQuarter <= data.quarter && data.quarter < header.toQuarter)
  return <StatementPanel opened={data} kind={kind} asset={asset} batch={batch} onAsset={onAsset} />
}

function firstKnown({ rows }: SpanMoney): MoneyKind {
  return (rows.find(({ eur, quarters }) => eur !== null && quarters > 0) ?? rows[0])?.kind ?? 'bought'
}
