import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ScrollBody } from '../scroll-body.tsx'
import page from '../settlement.module.css'
import type { PayoutList } from './fold-payouts.ts'

/** One list: how it pays, until when, and every payment out of it. */
export function PayoutPanel({ list }: { list: PayoutList | undefined }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  if (!list)
    return (
      <Panel title="Payments" isFilling>
        <EmptyState title="None chosen">There is no list to choose.</EmptyState>
      </Panel>
    )
  const { mode, paid, left, reclaimed, expiresAt, payments, isFinal } = list
  const facts: [string, string][] = [
    ['Pays', mode === 'push' ? 'pushed in chunks' : 'claimed by each'],
    ['Paid', powecText(paid)],
    ['Left', powecText(left)],
    ['Claimed back', powecText(reclaimed)],
    [mode === 'push' ? 'Ends' : 'Claims end', formatWhen(expiresAt, now, timeZone)],
    ['Funding', isFinal ? 'final' : 'not final yet'],
  ]
  return (
    <Panel title={`Payments of ${shortHash(list.id)}`} note={formatNumber(payments.length)} isFilling>
      <ScrollBody label="Payments">
        <dl className={page.facts}>
          {facts.map(([label, words]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        {payments.length === 0 ? (
          <p className={page.quiet}>Nobody was paid out of it yet.</p>
        ) : (
          <Payments payments={payments} />
        )}
      </ScrollBody>
    </Panel>
  )
}

function Payments({ payments }: Pick<PayoutList, 'payments'>) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  return (
    <table className={page.lines}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">To</th>
          <th scope="col">Amount</th>
          <th scope="col">Transaction</th>
        </tr>
      </thead>
      <tbody>
        {payments.map(({ at, account, payees, units, transaction }) => (
          <tr key={`${transaction} ${account ?? payees} ${units}`}>
            <td>{formatWhen(at, now, timeZone)}</td>
            <th scope="row">
              {account === null ? `${formatNumber(payees)} payees` : <code title={account}>{shortHash(account)}</code>}
            </th>
            <td>{powecText(units)}</td>
            <td>
              <code title={transaction}>{shortHash(transaction)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
