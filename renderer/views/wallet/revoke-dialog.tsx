import { Select } from '@mantine/core'
import { useState } from 'react'
import { quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { KeyEpochRow } from '../../../domain/rpc/settlement/wallet.ts'
import { formatWhen } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'

const hoursBack = [0, 1, 2, 4, 8, 12, 24, 48, 96, 168]

/** Takes a controller key back: what it signed from a quarter on is not believed unless it lies on the chain already. */
export function RevokeDialog({ row, onClose }: { row: KeyEpochRow; onClose: () => void }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const choices = hoursBack.map((hours) => quarterOf(now) - hours * 4).filter((quarter) => quarter >= row.fromQuarter)
  const [chosen, setChosen] = useState<number>()
  const since = chosen ?? choices[0] ?? row.fromQuarter
  const when = formatWhen(quarterStart(since), now, timeZone)
  return (
    <TwoStepDialog
      title={`Revoke the controller key of epoch ${row.epoch}`}
      act={`Revoke since ${when}`}
      effects={[
        { label: 'Key', words: row.address },
        { label: 'Not believed', words: `for quarters from ${when} on` },
        { label: 'Stays', words: 'what lies on the chain already, unless it is attested anew' },
        { label: 'Then', words: 'rotate to a new key: it signs what comes, and anew what waits for the chain' },
        { label: 'Undone', words: 'never: a revoked key stays revoked' },
      ]}
      call={async (client, reason) => {
        await client.wallet.revokeController({ epoch: row.epoch, sinceQuarter: since, reason })
        return 'The revocation is kept in the outbox and goes out by itself.'
      }}
      onClose={onClose}
    >
      <Select
        label="Not believed since"
        allowDeselect={false}
        value={String(since)}
        onChange={(value) => setChosen(Number(value))}
        data={choices.map((quarter) => ({
          value: String(quarter),
          label: formatWhen(quarterStart(quarter), now, timeZone),
        }))}
      />
    </TwoStepDialog>
  )
}
