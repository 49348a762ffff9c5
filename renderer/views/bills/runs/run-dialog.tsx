import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RetailNow, RunPreview } from '../../../../domain/rpc/retail/shapes.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import { amountText, centsText, energyText, planName, signOf } from '../bill-words.ts'
import css from '../bills.module.css'
import { useConsumers, useRenewRetail } from '../queries.ts'
import { monthBefore } from './months.ts'
import { ProblemLine, ReasonField, reasonObstacle, TableHead } from '../parts.tsx'

/** A run of bills: looked at first, then issued as it was looked at. `corrects` = the run whose bills are made anew; 0 = none. */
export function RunDialog({ retail, corrects, onClose }: { retail: RetailNow; corrects: number; onClose: () => void }) {
  const month = monthBefore(useNow(60_000), retail.timeZone)
  const [days, setDays] = useState(month)
  const [reason, setReason] = useState('')
  const renew = useRenewRetail()
  const role = useObstacle('engineer')
  const [preview, setPreview] = useState<RunPreview>()
  const looking = useCommand((client, asked: { from: string; to: string }) =>
    client.retail.previewRun({ ...asked, corrects }),
  )
  const issuing = useCommand(async (client, checkId: string) => {
    await client.retail.issueRun({ checkId, reason: reason.trim() })
    await renew()
    return true
  })
  const look = async () => setPreview(await looking.run(days))
  const obstacle =
    role ??
    (preview === undefined ? 'Look at the bills first.' : undefined) ??
    (preview?.bills.length === 0 ? 'There is no bill to issue.' : undefined) ??
    reasonObstacle(reason)
  const issue = async () => {
    if (preview && (await issuing.run(preview.checkId))) onClose()
  }
  const problem = issuing.problem ?? looking.problem
  return (
    <ActDialog
      title={corrects === 0 ? 'Run bills' : `Correct the bills of run ${corrects}`}
      act={preview && preview.bills.length > 0 ? `Issue ${preview.bills.length} bills` : 'Issue'}
      size={760}
      obstacle={obstacle}
      isBusy={issuing.isBusy}
      onAct={() => void issue()}
      onClose={onClose}
    >
      <Period days={days} onDays={setDays} corrects={corrects} isBusy={looking.isBusy} onLook={() => void look()} />
      {preview && <Preview retail={retail} preview={preview} />}
      <ProblemLine problem={problem} />
      <ReasonField value={reason} onReason={setReason} />
    </ActDialog>
  )
}

interface Days {
  from: string
  to: string
}

function Period(props: {
  days: Days
  onDays: (days: Days) => void
  corrects: number
  isBusy: boolean
  onLook: () => void
}) {
  const { days, onDays, corrects, isBusy, onLook } = props
  return (
    <div className={css.fields}>
      {corrects === 0 && (
        <>
          <TextInput
            type="date"
            label="From (local day)"
            value={days.from}
            onChange={(event) => onDays({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="To, not included"
            value={days.to}
            onChange={(event) => onDays({ ...days, to: event.currentTarget.value })}
          />
        </>
      )}
      <ActButton obstacle={undefined} isBusy={isBusy} onClick={onLook}>
        {corrects === 0 ? 'Look at the bills' : 'Look what differs'}
      </ActButton>
    </div>
  )
}

function Preview({ retail, preview }: { retail: RetailNow; preview: RunPreview }) {
  const { data: consumers } = useConsumers()
  const nameOf = (id: string) => consumers?.find((one) => one.id === id)?.name ?? id
  const partyOf = (id: number) => retail.parties.find((party) => party.id === id)?.name ?? `party ${id}`
  const shares = preview.parties
    .map((party, i) => `${partyOf(party)} ${centsText(preview.shares[i] ?? '0')}`)
    .join(', ')
  const columns = [
    'Consumer',
    'Plan',
    { right: 'Energy' },
    ...(preview.corrects > 0 ? [{ right: 'Before' }] : []),
    { right: signOf(retail.currency) },
    { right: 'From advance' },
  ]
  return (
    <div className={css.wide}>
      <p className={css.note}>
        {preview.bills.length} bills, {amountText(preview.total, retail.currency)} together
        {preview.bills.length > 0 && `: ${shares}`}.
      </p>
      {preview.bills.length > 0 && (
        <table className={css.table} aria-label="Bills of the run">
          <TableHead columns={columns} />
          <tbody>
            {preview.bills.map(({ consumer, plan, wh, estimatedWh, total, before, advanceUsed }) => (
              <tr key={`${consumer} ${plan} ${total}`}>
                <td>{nameOf(consumer)}</td>
                <td>{planName(retail, plan)}</td>
                <td className={css.right}>
                  {energyText(wh)}
                  {estimatedWh > 0 && ` (${energyText(estimatedWh)} estimated)`}
                </td>
                {preview.corrects > 0 && <td className={css.right}>{before === null ? '' : centsText(before)}</td>}
                <td className={css.right}>{centsText(total)}</td>
                <td className={css.right}>{centsText(advanceUsed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.held.length > 0 && (
        <>
          <h3 className={css.sub}>Without a bill</h3>
          <table className={css.table} aria-label="Without a bill">
            <tbody>
              {preview.held.map(({ consumer, why }) => (
                <tr key={`${consumer} ${why}`}>
                  <td>{nameOf(consumer)}</td>
                  <td>{why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}
