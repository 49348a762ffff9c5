import { Select } from '@mantine/core'
import { useState } from 'react'
import { AccountField, isAccount } from '../market/acts/account-field.tsx'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'

const whom = [
  { value: 'own', label: 'This site itself' },
  { value: 'other', label: 'Another account' },
]

/** Says who votes with the wrapped tokens of this site. */
export function DelegateVotesDialog({ account, onClose }: { account: string; onClose: () => void }) {
  const [who, setWho] = useState('other')
  const [typed, setTyped] = useState('')
  const to = who === 'own' ? account : typed
  return (
    <MarketActDialog
      title="Who votes with our tokens"
      step="Voter"
      act="Give the votes"
      order={isAccount(to) ? { of: 'member', act: { act: 'delegateVotes', to } } : undefined}
      missing="The account that is to vote is needed."
      onClose={onClose}
    >
      <Select
        label="Votes"
        allowDeselect={false}
        data={whom}
        value={who}
        onChange={(value) => value && setWho(value)}
        comboboxProps={{ withinPortal: false }}
      />
      {who === 'other' && <AccountField label="Account" value={typed} onValue={setTyped} />}
    </MarketActDialog>
  )
}
