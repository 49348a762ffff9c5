import { useState } from 'react'
import type { PaymentsCheck } from '../../../../domain/rpc/retail/money-shapes.ts'
import type { RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { FileDrop } from '../../field/device-list/file-drop.tsx'
import { fileOf } from '../../field/device-list/list-file.ts'
import { amountText, centsText, signOf } from '../bill-words.ts'
import css from '../bills.module.css'
import { useConsumers, useRenewRetail } from '../queries.ts'
import { ProblemLine, ReasonField, TableHead, reasonObstacle } from '../parts.tsx'

/** A bank's file: what it says and where each payment would go, then all of it or nothing. */
export function ImportDialog({ retail, onClose }: { retail: RetailNow; onClose: () => void }) {
  const operator = useObstacle('operator')
  const role = useObstacle('engineer')
  const renew = useRenewRetail()
  const [reason, setReason] = useState('Bank statement')
  const [check, setCheck] = useState<PaymentsCheck>()
  const looking = useCommand(async (client, file: File) => client.retail.checkPayments(await fileOf(file)))
  const taking = useCommand(async (client, checkId: string) => {
    await client.retail.applyPayments({ checkId, reason: reason.trim() })
    await renew()
    return true
  })
  const obstacle =
    role ??
    (check === undefined ? 'Choose a file first.' : undefined) ??
    (check?.checkId === null ? 'Nothing is taken while the file has faults or holds nothing new.' : undefined) ??
    reasonObstacle(reason)
  const act = async () => {
    if (check?.checkId && (await taking.run(check.checkId))) onClose()
  }
  const problem = taking.problem ?? looking.problem
  return (
    <ActDialog
      title="Import payments"
      act={check?.checkId ? `Take ${check.rows.length} payments` : 'Take them'}
      size={760}
      obstacle={obstacle}
      isBusy={taking.isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <FileDrop
        label="Bank file"
        words="Drop a bank statement here: CAMT.053 (XML) or CSV with date, amount, reference"
        accept=".xml,.csv"
        obstacle={operator}
        isBusy={looking.isBusy}
        onFile={(file) => void looking.run(file).then(setCheck)}
      />
      {check && <Check retail={retail} check={check} />}
      <ProblemLine problem={problem} />
      <ReasonField value={reason} onReason={setReason} />
    </ActDialog>
  )
}

const matchWords = { bill: 'bill', consumer: 'consumer', suspense: 'suspense account', duplicate: 'left out' } as const

function Check({ retail, check }: { retail: RetailNow; check: PaymentsCheck }) {
  const { data: consumers } = useConsumers()
  const nameOf = (id: string | null) => consumers?.find((one) => one.id === id)?.name ?? ''
  return (
    <div className={css.wide}>
      <p className={css.note}>
        {check.format}, {check.rows.length} payments, {amountText(check.total, retail.currency)} together.
      </p>
      {check.faults.length > 0 && (
        <table className={css.table} aria-label="Faults of the file">
          <tbody>
            {check.faults.slice(0, 50).map(({ row, words }) => (
              <tr key={`${row} ${words}`}>
                <td>Entry {row}</td>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className={css.table} aria-label="Payments of the file">
        <TableHead columns={['Day', 'Payer, text', { right: signOf(retail.currency) }, 'Goes to']} />
        <tbody>
          {check.rows.slice(0, 200).map(({ paidOn, payer, reference, amount, match, consumer, words }, i) => (
            // Rows of a file have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <td>{paidOn}</td>
              <td>{[payer, reference].filter(Boolean).join(': ')}</td>
              <td className={css.right}>{centsText(amount)}</td>
              <td>
                {nameOf(consumer) || matchWords[match]}: {words}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
