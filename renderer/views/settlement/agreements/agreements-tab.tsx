import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useAgreements } from '../queries.ts'
import page from '../settlement.module.css'
import { AcceptancesPanel } from './acceptances-panel.tsx'
import { AgreementGrid } from './agreement-grid.tsx'
import { AgreementPanel } from './agreement-panel.tsx'

/** Agreements with what was metered against their schedule and what they come to; lines that wait to be accepted. */
export function AgreementsTab() {
  const { id } = useSearch({ from: '/settlement/agreements' })
  const navigate = useNavigate()
  const { data: rows, error } = useAgreements()
  const chosen = rows?.find(({ terms }) => terms.agreement === id) ?? rows?.[0]
  return (
    <div className={page.pair}>
      <div className={page.stack}>
        <Panel title="Agreements" note={rows ? formatNumber(rows.length) : 'reading…'} isFilling>
          {error && <EmptyState title="They cannot be read">{problemOf(error).message}</EmptyState>}
          {rows?.length === 0 && (
            <EmptyState title="No agreement yet">
              It appears here when a request and an offer of this site were concluded on the chain.
            </EmptyState>
          )}
          {rows && rows.length > 0 && (
            <AgreementGrid
              rows={rows}
              chosen={chosen?.terms.agreement}
              onChoose={(next) => void navigate({ to: '/settlement/agreements', search: { id: next }, replace: true })}
            />
          )}
        </Panel>
        <AcceptancesPanel />
      </div>
      {chosen ? (
        <AgreementPanel key={chosen.terms.agreement} row={chosen} />
      ) : (
        <Panel title="Agreement" isFilling>
          <EmptyState title="None chosen">Choose one from the list.</EmptyState>
        </Panel>
      )}
    </div>
  )
}
