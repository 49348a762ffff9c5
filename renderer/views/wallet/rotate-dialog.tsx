import { Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import { formatWhen } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'
import { passphraseObstacle } from './key-words.ts'
import { Passphrase } from './passphrase.tsx'

const quartersPerDay = 96

/** Beginnings of the next UTC days: a batch never straddles two keys, and holds one UTC day. */
function daysAhead(now: number): number[] {
  const tomorrow = (Math.floor(quarterOf(now) / quartersPerDay) + 1) * quartersPerDay
  return Array.from({ length: 14 }, (_, i) => tomorrow + i * quartersPerDay)
}

/** A new controller key from the beginning of a UTC day on; the old one vouches for it unless it is lost. */
export function RotateDialog({ isLocked, onClose }: { isLocked: boolean; onClose: () => void }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const days = daysAhead(now)
  const [chosen, setChosen] = useState<number>()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isOldLost, setOldLost] = useState(false)
  const from = chosen ?? days[0] ?? 0
  const when = formatWhen(quarterStart(from), now, timeZone)
  const locked =
    isLocked && !isOldLost ? 'Unlock the old key first: it signs for the new one. Or say that it is lost.' : undefined
  return (
    <TwoStepDialog
      title="Rotate the controller key"
      act="Make the next key"
      obstacle={passphraseObstacle(passphrase, again) ?? locked}
      effects={[
        { label: 'Makes', words: 'a new key on this machine, encrypted by the new passphrase' },
        {
          label: 'From',
          words: isOldLost
            ? 'the first quarter that is not on the chain: what waits from there on is signed anew, otherwise unchanged'
            : `${when} on; until then the old one signs`,
        },
        {
          label: 'Vouches',
          words: isOldLost
            ? 'the account of the owner alone: the old key can’t sign any more'
            : 'the old key and the account of the owner',
        },
        { label: 'Next', words: 'the registry is told; back the new key up when its first quarter begins' },
      ]}
      call={async (client, reason) => {
        await client.wallet.rotateController({ passphrase, fromQuarter: from, isOldLost, reason })
        return `The next key is made; it signs from ${when} on.`
      }}
      onClose={onClose}
    >
      <Select
        label="First quarter of the new key"
        allowDeselect={false}
        value={String(from)}
        onChange={(value) => setChosen(Number(value))}
        data={days.map((quarter) => ({
          value: String(quarter),
          label: formatWhen(quarterStart(quarter), now, timeZone),
        }))}
      />
      <Passphrase isNew label="New passphrase" value={passphrase} onChange={setPassphrase} />
      <Passphrase isNew label="New passphrase again" value={again} onChange={setAgain} />
      <Checkbox
        label="The old key is lost and can’t sign any more"
        checked={isOldLost}
        onChange={({ currentTarget }) => setOldLost(currentTarget.checked)}
      />
    </TwoStepDialog>
  )
}
