import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Payouts } from '../../../../domain/rpc/retail/money-shapes.ts'
import type { RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { saveFile } from '../../field/save-file.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { amountText } from '../bill-words.ts'
import css from '../bills.module.css'
import { useRenewRetail } from '../queries.ts'

/** What of the money that was paid belongs to whom, and the lists with which the bank passes it on. */
export function PayoutsPanel({ retail, payouts }: { retail: RetailNow; payouts: Payouts | undefined }) {
  const role = useObstacle('engineer')
  const now = useNow(60_000)
  const renew = useRenewRetail()
  const [isOpen, setOpen] = useState(false)
  const nameOf = (id: number) => retail.parties.find((party) => party.id === id)?.name ?? `party ${id}`
  const nothing = payouts?.owed.every(({ amount }) => BigInt(amount) <= 0n) === true
  const file = useCommand(async (client, list: number) => saveFile(await client.retail.exportPayouts({ list })))
  return (
    <Panel
      title="To the parties"
      note="of what was paid"
      link={
        <ActButton
          obstacle={role ?? (nothing ? 'Nothing is owed to any party now.' : undefined)}
          onClick={() => setOpen(true)}
        >
          Make a list…
        </ActButton>
      }
    >
      <table className={css.table} aria-label="What parties are owed">
        <tbody>
          {(payouts?.owed ?? []).map(({ party, amount }) => (
            <tr key={party}>
              <td>{nameOf(party)}</td>
              <td className={css.right}>{amountText(amount, retail.currency)}</td>
            </tr>
          ))}
          {(payouts?.lists ?? []).slice(0, 5).map(({ list, madeAt, person, rows }) => (
            <tr key={`list ${list}`}>
              <td>
                List {list}, {formatWhen(madeAt, now, retail.timeZone)}, {person}: {rows.length} transfers
              </td>
              <td className={css.right}>
                <Button onClick={() => void file.run(list)}>CSV</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isOpen && (
        <ReasonDialog
          title="Make a list for the bank"
          act="Make it"
          explanation="Everything that parties are owed now goes into a list of transfers. It counts as passed on from then on."
          call={async (client, reason) => {
            await client.retail.makePayouts({ reason })
            await renew()
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Panel>
  )
}
