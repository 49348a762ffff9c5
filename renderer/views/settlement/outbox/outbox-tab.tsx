import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useOutbox } from '../queries.ts'
import page from '../settlement.module.css'
import { ChainPanel } from './chain-panel.tsx'
import { IntentPanel } from './intent-panel.tsx'
import { OutboxGrid } from './outbox-grid.tsx'
import { StickPanel } from './stick/stick-panel.tsx'

/** What waits for the chain with its age and attempts, what reached it, and how the chain stands. */
export function OutboxTab() {
  const { id } = useSearch({ from: '/settlement/outbox' })
  const navigate = useNavigate()
  const { data: rows, error } = useOutbox()
  const chosen = id ?? rows?.[0]?.intent.id
  return (
    <div className={page.pair}>
      <Panel title="Outbox" note={rows ? `${formatNumber(rows.length)} acts, the newest first` : 'reading…'} isFilling>
        {error && <EmptyState title="It cannot be read">{problemOf(error).message}</EmptyState>}
        {rows?.length === 0 && (
          <EmptyState title="Nothing was ever sent">
            A batch of statements comes here when it is full, and each act that people ask of a contract.
          </EmptyState>
        )}
        {rows && rows.length > 0 && (
          <OutboxGrid
            rows={rows}
            chosen={chosen}
            onChoose={(next) => void navigate({ to: '/settlement/outbox', search: { id: next }, replace: true })}
          />
        )}
      </Panel>
      <div className={page.stack}>
        <ChainPanel />
        <StickPanel />
        <IntentPanel id={chosen} />
      </div>
    </div>
  )
}
