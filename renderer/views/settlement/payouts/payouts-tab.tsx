import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useChainEvents } from '../queries.ts'
import page from '../settlement.module.css'
import { foldPayouts, type PayoutList } from './fold-payouts.ts'
import { PayoutPanel } from './payout-panel.tsx'
import { SplitsPanel } from './splits-panel.tsx'

/** Lists of payments with what was paid and what is left, and how payments were shared among parties. */
export function PayoutsTab() {
  const { id } = useSearch({ from: '/settlement/payouts' })
  const navigate = useNavigate()
  const { data: events, error } = useChainEvents('PayoutLists')
  const lists = useMemo(() => foldPayouts(events ?? []), [events])
  const columns = useColumns()
  const chosen = lists.find((list) => list.id === id) ?? lists[0]
  return (
    <div className={page.pair}>
      <Panel title="Payout lists" note={events ? formatNumber(lists.length) : 'reading…'} isFilling>
        {error && <EmptyState title="They cannot be read">{problemOf(error).message}</EmptyState>}
        {events && lists.length === 0 && (
          <EmptyState title="No payout list yet">
            One appears here when it is funded on the chain from the vault.
          </EmptyState>
        )}
        {lists.length > 0 && (
          <div className={page.list}>
            <ChoiceList
              label="Payout lists"
              columns={columns}
              template="minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1fr) 96px"
              rows={lists}
              chosenId={chosen?.id}
              onChoose={(next) => void navigate({ to: '/settlement/payouts', search: { id: next }, replace: true })}
            />
          </div>
        )}
      </Panel>
      <div className={page.stack}>
        <PayoutPanel list={chosen} />
        <SplitsPanel />
      </div>
    </div>
  )
}

function useColumns(): ChoiceColumn<PayoutList>[] {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return [
    {
      id: 'list',
      head: 'List',
      cell: ({ id, payer, fundedAt }) => (
        <TwoLines
          first={shortHash(id)}
          second={`funded ${formatWhen(fundedAt, now, timeZone)} by ${shortHash(payer)}`}
        />
      ),
    },
    { id: 'total', head: 'Total', isRight: true, cell: ({ total }) => powecText(total) },
    { id: 'left', head: 'Left', isRight: true, cell: ({ left }) => (left === '0' ? 'all paid' : powecText(left)) },
    {
      id: 'paid',
      head: 'Paid',
      isRight: true,
      cell: ({ paidCount, count }) => `${formatNumber(paidCount)} of ${formatNumber(count)}`,
    },
  ]
}
