import { useMemo } from 'react'
import { Panel } from '../../../components/panel.tsx'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useChainEvents } from '../queries.ts'
import { ScrollBody } from '../scroll-body.tsx'
import page from '../settlement.module.css'
import { foldSplits, type Split } from './fold-splits.ts'

const perMajor = 100

/** Payments shared by the formula the parties agreed on, to the last cent: who got what, and who got the rest. */
export function SplitsPanel() {
  const { data: events } = useChainEvents('RetailBilling')
  const splits = useMemo(() => foldSplits(events ?? []), [events])
  return (
    <Panel title="Splits" note={events ? `${formatNumber(splits.length)} bills paid in tokens` : 'reading…'} isFilling>
      {splits.length === 0 ? (
        <p className={page.quiet}>No bill was paid in tokens yet; payments by bank stand under Bills.</p>
      ) : (
        <ScrollBody label="Shares of each bill">
          {splits.map((split) => (
            <OneSplit key={split.id} split={split} />
          ))}
        </ScrollBody>
      )}
    </Panel>
  )
}

function OneSplit({ split }: { split: Split }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { at, bill, amount, shares, formula, restTo, isFinal } = split
  return (
    <>
      <h3 className={page.sub}>
        Bill {shortHash(bill)}, {formatNumber(Number(amount) / perMajor, 2)}, {formatWhen(at, now, timeZone)}
        {isFinal ? '' : ', not final'}
      </h3>
      <table className={page.lines}>
        <tbody>
          {shares.map((share, i) => (
            // Shares keep their places in the formula.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <th scope="row">
                {formula ? (
                  <code title={formula.parties[i]}>{shortHash(formula.parties[i] ?? '')}</code>
                ) : (
                  `party ${i + 1}`
                )}
              </th>
              <td>
                {formula && quantityText({ number: formatNumber((formula.weightsPpm[i] ?? 0) / 10_000, 2), unit: '%' })}
              </td>
              <td>{formatNumber(Number(share) / perMajor, 2)}</td>
              <td className={page.wide}>{restTo.includes(i) ? 'with the rest of the division' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={page.quiet}>
        {formula ? `By formula ${formula.id}; the shares add up to the bill.` : 'By no formula that is known here.'}
      </p>
    </>
  )
}
