import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Member } from '../../../domain/market/members.ts'
import { powecOf, unitsOf } from '../../../domain/market/amount.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { useNow } from '../../state/live.ts'
import { AccountField, isAccount } from '../market/acts/account-field.tsx'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'
import { WhenField } from '../market/acts/when-field.tsx'
import css from '../market/market.module.css'
import type { Order } from '../market/queries.ts'

type Right = Member['delegates'][number]['rights'][number]

const rights: Record<Right, string> = {
  market: 'Trade: offers and requests of this site',
  dispute: 'Watch: open and answer disputes of this site',
}
const monthMs = 30 * 86_400_000

/** Lets another account act for this site, or no longer. */
export function DelegateDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const now = useNow(60_000)
  const [first] = member.delegates
  const [to, setTo] = useState(first?.to ?? '')
  const known = member.delegates.find((one) => isSame(one.to, to))
  const [given, setGiven] = useState<Right[]>(first?.rights ?? ['dispute'])
  const [cap, setCap] = useState(first ? powecOf(first.capUnits) : '1000')
  const [until, setUntil] = useState<number | undefined>(
    () => first?.until ?? Math.ceil((now + monthMs) / 60_000) * 60_000,
  )
  const capUnits = unitsOf(cap)
  const isEnd = given.length === 0
  const order: Order | undefined =
    isAccount(to) && capUnits !== undefined && until !== undefined && (known !== undefined || !isEnd)
      ? { of: 'member', act: { act: 'delegate', to, rights: given, capUnits, until } }
      : undefined
  return (
    <MarketActDialog
      title="Who acts for this site"
      step="Rights"
      act={isEnd ? 'End it' : 'Let it act'}
      order={order}
      missing="An account, a right, an amount and an end are needed."
      onClose={onClose}
    >
      <AccountField label="Account" value={to} onValue={setTo} />
      <Checkbox.Group
        label="May, beside this site itself"
        value={given}
        onChange={(chosen) => setGiven(chosen as Right[])}
      >
        {(Object.keys(rights) as Right[]).map((right) => (
          <Checkbox key={right} value={right} label={rights[right]} mt={6} />
        ))}
      </Checkbox.Group>
      <div className={css.row}>
        <TextInput
          label="Most in one act, POWEC"
          inputMode="decimal"
          value={cap}
          error={capUnits === undefined ? 'An amount, such as 1000' : undefined}
          onChange={(event) => setCap(event.currentTarget.value)}
        />
        <WhenField label="Ends" at={until} onAt={setUntil} />
      </div>
      <p className={css.quiet}>
        It uses tokens of this site that lie free in the vault, and can’t withdraw them. Without any right an account
        that may act may no longer.
      </p>
    </MarketActDialog>
  )
}
