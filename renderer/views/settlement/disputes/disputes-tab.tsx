import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useDisputes } from '../queries.ts'
import page from '../settlement.module.css'
import { DeadlinesPanel } from './deadlines-panel.tsx'
import { DisputeList } from './dispute-list.tsx'
import { DisputePanel } from './dispute-panel.tsx'

/** What ends when, and every dispute with both claims, its evidence, and what this site can do now. */
export function DisputesTab() {
  const { id } = useSearch({ from: '/settlement/disputes' })
  const navigate = useNavigate()
  const { data: disputes, error } = useDisputes()
  const chosen = disputes?.find(({ dispute }) => dispute === id) ?? disputes?.[0]
  return (
    <div className={page.pair}>
      <div className={page.stack}>
        <DeadlinesPanel />
        <Panel title="Disputes" note={disputes ? formatNumber(disputes.length) : 'reading…'} isFilling>
          {error && <EmptyState title="They cannot be read">{problemOf(error).message}</EmptyState>}
          {disputes?.length === 0 && (
            <EmptyState title="Nothing is disputed">
              A posted line can be disputed under Agreements until its window is over.
            </EmptyState>
          )}
          {disputes && disputes.length > 0 && (
            <DisputeList
              disputes={disputes}
              chosen={chosen?.dispute}
              onChoose={(next) => void navigate({ to: '/settlement/disputes', search: { id: next }, replace: true })}
            />
          )}
        </Panel>
      </div>
      {chosen ? (
        <DisputePanel key={chosen.dispute} dispute={chosen} />
      ) : (
        <Panel title="Dispute" isFilling>
          <EmptyState title="None chosen">There is none to choose.</EmptyState>
        </Panel>
      )}
    </div>
  )
}
