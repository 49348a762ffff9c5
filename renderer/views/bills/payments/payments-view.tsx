import { Select } from '@mantine/core'
import { useState } from 'react'
import type { PaymentRow } from '../../../../domain/rpc/retail/money-shapes.ts'
import type { RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import { amountText, centsText } from '../bill-words.ts'
import { ScrollBody } from '../../settlement/scroll-body.tsx'
import css from '../bills.module.css'
import { useConsumers, useMoney, useRenewRetail } from '../queries.ts'
import { PayoutsPanel } from './payouts-panel.tsx'
import { ProblemLine, TableHead } from '../parts.tsx'

/** Payments as they came, those nobody is known for, and what goes on to the parties. */
export function PaymentsView({ retail }: { retail: RetailNow }) {
  const { data: money } = useMoney()
  const { data: consumers } = useConsumers()
  const [assigned, setAssigned] = useState<PaymentRow>()
  const nameOf = (id: string | null) => consumers?.find((one) => one.id === id)?.name ?? id ?? ''
  return (
    <div className={css.two}>
      <div className={css.stack}>
        <SuspensePanel rows={money?.suspense ?? []} onAssign={setAssigned} />
        <Panel title="Payments" note="the newest first" isFilling>
          {money?.payments.length === 0 && (
            <EmptyState title="No payment yet">A bank’s file brings them in.</EmptyState>
          )}
          <ScrollBody label="Payments taken in">
            <PaymentTable rows={money?.payments ?? []} nameOf={nameOf} />
          </ScrollBody>
        </Panel>
      </div>
      <div className={css.stack}>
        <PayoutsPanel retail={retail} payouts={money?.payouts} />
        <Panel title="Lists taken in" note={money ? `${money.lists.length}` : ''} isFilling>
          <ScrollBody label="Files taken in">
            <table className={css.table} aria-label="Lists of payments">
              <tbody>
                {(money?.lists ?? []).map(({ list, name, day, count, total, suspense, person }) => (
                  <tr key={list}>
                    <td>{day}</td>
                    <td>{name}</td>
                    <td>
                      {count} payments{suspense > 0 && `, ${suspense} in suspense`}, {person}
                    </td>
                    <td className={css.right}>{amountText(total, retail.currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBody>
        </Panel>
      </div>
      {assigned && <AssignDialog payment={assigned} retail={retail} onClose={() => setAssigned(undefined)} />}
    </div>
  )
}

function SuspensePanel({ rows, onAssign }: { rows: readonly PaymentRow[]; onAssign: (row: PaymentRow) => void }) {
  const role = useObstacle('engineer')
  return (
    <Panel title="Money in suspense" note={rows.length === 0 ? 'every payment is known' : 'whose money is this?'}>
      {rows.length > 0 && (
        <div className={css.wide}>
          <table className={css.table} aria-label="Money in suspense">
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.paidOn}</td>
                  <td>{[row.payer, row.reference].filter(Boolean).join(': ')}</td>
                  <td className={css.right}>{centsText(row.amount)}</td>
                  <td className={css.right}>
                    <ActButton obstacle={role} onClick={() => onAssign(row)}>
                      Assign…
                    </ActButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function PaymentTable({ rows, nameOf }: { rows: readonly PaymentRow[]; nameOf: (id: string | null) => string }) {
  return (
    <table className={css.table} aria-label="Payments">
      <TableHead columns={['Day', 'Consumer', 'Text', { right: 'Amount' }, { right: 'To bills' }]} />
      <tbody>
        {rows.map(({ id, paidOn, consumer, reference, amount, allocated }) => (
          <tr key={id}>
            <td>{paidOn}</td>
            <td>{consumer === null ? 'nobody known' : nameOf(consumer)}</td>
            <td>{reference}</td>
            <td className={css.right}>{centsText(amount)}</td>
            <td className={css.right}>{centsText(allocated)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AssignDialog({ payment, retail, onClose }: { payment: PaymentRow; retail: RetailNow; onClose: () => void }) {
  const { data: consumers } = useConsumers()
  const renew = useRenewRetail()
  const [consumer, setConsumer] = useState<string | null>(null)
  const { run, isBusy, problem } = useCommand(async (client, id: string) => {
    await client.retail.assignPayment({ payment: payment.id, consumer: id, reason: 'assigned by hand' })
    await renew()
    return true
  })
  const act = async () => {
    if (consumer !== null && (await run(consumer))) onClose()
  }
  return (
    <ActDialog
      title={`Whose ${amountText(payment.amount, retail.currency)} is it?`}
      act="Assign"
      obstacle={consumer === null ? 'Choose a consumer.' : undefined}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <p className={css.note}>
        Paid {payment.paidOn} by {payment.payer || 'somebody without a name'}: “{payment.reference}”. It goes to the
        oldest bills first; the rest is an advance.
      </p>
      <Select
        label="Consumer"
        searchable
        data={(consumers ?? []).map(({ id, name, outstanding }) => ({
          value: id,
          label: `${name}, ${centsText(outstanding)} outstanding`,
        }))}
        value={consumer}
        onChange={setConsumer}
        comboboxProps={{ withinPortal: false }}
      />
      <ProblemLine problem={problem} />
    </ActDialog>
  )
}
