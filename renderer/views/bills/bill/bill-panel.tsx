import type { BillDetail, RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatDate, formatWhen } from '../../../format/time.ts'
import { useNow } from '../../../state/live.ts'
import {
  amountText,
  lineText,
  centsText,
  periodText,
  planName,
  postingWords,
  priceText,
  quantityText,
  signOf,
} from '../bill-words.ts'
import { ScrollBody } from '../../settlement/scroll-body.tsx'
import css from '../bills.module.css'
import { useBill } from '../queries.ts'
import { BillActs } from './bill-acts.tsx'
import { Energies } from './energies.tsx'
import { SharesTable } from './shares-table.tsx'
import { StateChip } from './state-chip.tsx'
import { TableHead } from '../parts.tsx'

/** One bill, opened: lines, division, payments, energies down to the readings, and what proves it. */
export function BillPanel({
  retail,
  id,
  isCompany,
}: {
  retail: RetailNow
  id: number | undefined
  isCompany: boolean
}) {
  const { data: bill, error } = useBill(id)
  if (!bill)
    return (
      <Panel title="3 Bill" isFilling>
        {id !== undefined && (
          <EmptyState title={error ? 'It cannot be read' : 'Reading…'}>
            {error ? problemOf(error).message : undefined}
          </EmptyState>
        )}
      </Panel>
    )
  const { timeZone } = retail
  return (
    <Panel
      title={`3 Bill ${bill.number}`}
      note={periodText(bill.fromQuarter, bill.toQuarter, timeZone)}
      link={<BillActs bill={bill} isCompany={isCompany} />}
      isFilling
    >
      <ScrollBody label="Lines, division and proof">
        <Facts retail={retail} bill={bill} />
        <Lines retail={retail} bill={bill} />
        <SharesTable retail={retail} bill={bill} />
        <Payments retail={retail} bill={bill} />
        <Energies bill={bill} plan={retail.plans.find(({ id: plan }) => plan === bill.plan)} />
        <h3 className={css.sub}>
          Proof{' '}
          <span>
            run {bill.run}, {postingWords[bill.posting]}
          </span>
        </h3>
        {bill.leaf !== '' && <p className={css.mono}>leaf {bill.leaf}</p>}
        <p className={css.mono}>root {bill.root}</p>
      </ScrollBody>
    </Panel>
  )
}

function Facts({ retail, bill }: { retail: RetailNow; bill: BillDetail }) {
  const { currency, timeZone } = retail
  return (
    <dl className={css.facts}>
      <div>
        <dt>State</dt>
        <dd>
          <StateChip state={bill.state} />
        </dd>
      </div>
      <div>
        <dt>Still lacking</dt>
        <dd>{amountText(bill.outstanding, currency)}</dd>
      </div>
      <div>
        <dt>Issued, due</dt>
        <dd>
          {formatDate(bill.issuedAt, timeZone)}, {formatDate(bill.dueAt, timeZone)}
        </dd>
      </div>
      <div>
        <dt>Plan</dt>
        <dd>{planName(retail, bill.plan)}</dd>
      </div>
    </dl>
  )
}

function Lines({ retail, bill }: { retail: RetailNow; bill: BillDetail }) {
  const plan = retail.plans.find(({ id }) => id === bill.plan)
  const ownerOf = (id: number) => retail.parties.find((party) => party.id === id)?.name ?? `party ${id}`
  return (
    <table className={css.table} aria-label="Lines of the bill">
      <TableHead
        columns={['Line', 'Belongs to', { right: 'Quantity' }, { right: 'Price' }, { right: signOf(retail.currency) }]}
      />
      <tbody>
        {bill.lines.map((line) => (
          <tr key={`${line.component} ${line.band}`}>
            <td>{lineText(line, plan)}</td>
            <td>{ownerOf(line.owner)}</td>
            <td className={css.right}>{quantityText(line, retail.currency)}</td>
            <td className={css.right}>{priceText(line)}</td>
            <td className={css.right}>{centsText(line.amount)}</td>
          </tr>
        ))}
        <tr data-sum>
          <td colSpan={4}>Sum, each line rounded once</td>
          <td className={css.right}>{centsText(bill.total)}</td>
        </tr>
      </tbody>
    </table>
  )
}

const kindWords = {
  payment: 'paid',
  token: 'paid in POWEC, divided by the contract',
  returned: 'given back: the bill was corrected or paid twice',
  moved: 'moved here from the bill it takes the place of',
  reversal: 'set off against the bill that takes it back',
  writeOff: 'given up by two people',
} as const

function Payments({ retail, bill }: { retail: RetailNow; bill: BillDetail }) {
  const now = useNow(60_000)
  return (
    <>
      <h3 className={css.sub}>
        Payments <span>each divided by what the shares still lacked then</span>
      </h3>
      {bill.allocations.length === 0 ? (
        <p className={css.note}>Nothing was paid yet.</p>
      ) : (
        <table className={css.table} aria-label="Payments on the bill">
          <tbody>
            {bill.allocations.map(({ at, kind, amount, shares }) => (
              <tr key={`${at} ${kind} ${amount} ${shares.join()}`}>
                <td>{formatWhen(at, now, retail.timeZone)}</td>
                <td>{kindWords[kind]}</td>
                <td className={css.right}>{shares.map(centsText).join(' + ')}</td>
                <td className={css.right}>{centsText(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bill.token.waiting !== '0' && (
        <p className={css.note}>
          {amountText(bill.token.waiting, retail.currency)} in POWEC is on the way and counts once it is final.
        </p>
      )}
      {bill.token.words !== '' && <p className={css.note}>{bill.token.words}</p>}
    </>
  )
}
