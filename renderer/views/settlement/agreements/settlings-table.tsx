import { Button } from '@mantine/core'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { AgreementKept } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { energyText } from '../../../format/energy.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { saveFile } from '../../field/save-file.ts'
import page from '../settlement.module.css'

/** Lines that were posted for an agreement, and what the contract settled of them. */
export function SettlingsTable({ kept: { terms, lines, settlings } }: { kept: AgreementKept }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const when = (quarter: number) => formatWhen(quarterStart(quarter), now, timeZone)
  if (lines.length === 0) return <p className={page.quiet}>No line was posted for it yet.</p>
  return (
    <>
      <h3 className={page.sub}>Posted and settled</h3>
      <table className={page.lines}>
        <thead>
          <tr>
            <th scope="col">Up to</th>
            <th scope="col">Reward</th>
            <th scope="col">Penalty</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {settlings.map(({ at, upToQuarter, paid, penalty, transaction, isFinal }) => (
            <tr key={transaction}>
              <th scope="row">{when(upToQuarter)}</th>
              <td>{powecText(paid)}</td>
              <td>{powecText(penalty)}</td>
              <td title={transaction}>
                paid {formatWhen(at, now, timeZone)}, {isFinal ? 'final' : 'not final'},{' '}
                <code>{shortHash(transaction)}</code>
              </td>
            </tr>
          ))}
          {lines.map(({ batch, digest, line, ruled, reward, penalty }) => (
            <tr key={`${digest} ${line.upToQuarter}`}>
              <th scope="row">{when(line.upToQuarter)}</th>
              <td>{powecText(reward)}</td>
              <td>{powecText(penalty)}</td>
              <td title={digest}>
                line of batch {batch}, <code>{shortHash(digest)}</code>
                {ruled && `, bound by a ruling: ${energyText(ruled.returnedWh / 1_000)} returned`}{' '}
                {digest !== '' && <ExportPosted agreement={terms.agreement} digest={digest} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Saves the batch or correction of a line for the other side, which verifies it without us. */
function ExportPosted({ agreement, digest }: { agreement: string; digest: string }) {
  const { run, isBusy, problem } = useCommand<void, void>(async (client) =>
    saveFile(await client.agreements.exportPosted({ agreement, digest })),
  )
  return (
    <Button className={page.small} loading={isBusy} title={problem?.message} onClick={() => void run()}>
      {problem ? 'Not exported' : 'Export'}
    </Button>
  )
}
