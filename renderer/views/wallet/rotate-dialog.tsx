import { Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
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

/** What making the next key does, line by line. */
function effectsOf(isOldLost: boolean, when: string) {
  return [
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
    { label: 'Next', words: 'back the new key up at once and check the backup: only then the registry is told of it' },
  ]
}

interface RotateDialogProps {
  /** Of the present key; `none` = its file is gone. */
  state: WalletNow['controller']['state']
  /** The newest key can't name its successor. */
  isRevoked: boolean
  onClose: () => void
}

/** A new controller key from the beginning of a UTC day on; the old one vouches for it unless it is lost. */
export function RotateDialog({ state, isRevoked, onClose }: RotateDialogProps) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const days = daysAhead(now)
  const [chosen, setChosen] = useState<number>()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isSaidLost, setSaidLost] = useState(false)
  const isSurelyLost = isRevoked || state === 'none'
  const isOldLost = isSurelyLost || isSaidLost
  const from = chosen ?? days[0] ?? 0
  const when = formatWhen(quarterStart(from), now, timeZone)
  const locked =
    state === 'locked' && !isOldLost
      ? 'Unlock the old key first: it signs for the new one. Or say that it is lost.'
      : undefined
  return (
    <TwoStepDialog
      title="Rotate the controller key"
      act="Make the next key"
      obstacle={passphraseObstacle(passphrase, again) ?? locked}
      effects={effectsOf(isOldLost, when)}
      call={async (client, reason) => {
        await client.wallet.rotateController({ passphrase, fromQuarter: from, isOldLost, reason })
        return 'The next key is made. Back it up now and check the backup: the registry is told of it then.'
      }}
      onClose={onClose}
    >
      <Select
        label="First quarter of the new key"
        allowDeselect={false}
        disabled={isOldLost}
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
        label={
          isRevoked ? 'The old key is revoked and can’t name the next' : 'The old key is lost and can’t sign any more'
        }
        checked={isOldLost}
        disabled={isSurelyLost}
        onChange={({ currentTarget }) => setSaidLost(currentTarget.checked)}
      />
    </TwoStepDialog>
  )
}
