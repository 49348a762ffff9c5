import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { type MemberRole, memberRoleNames, memberRoles } from '../../../domain/market/names.ts'
import type { MarketNow } from '../../../domain/rpc/market/shapes.ts'
import { AccountField, isAccount } from '../market/acts/account-field.tsx'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'

/** Joins, or changes the roles of a member; any member may, at any time. */
export function JoinDialog({ now, onClose }: { now: MarketNow; onClose: () => void }) {
  const isMember = now.member !== null
  const [roles, setRoles] = useState<MemberRole[]>(now.member?.roles ?? ['storage'])
  const [referrer, setReferrer] = useState('')
  const isGood = referrer === '' || isAccount(referrer)
  const brought = referrer === '' ? null : referrer
  return (
    <MarketActDialog
      title={isMember ? 'Change roles' : 'Join the platform'}
      step="Roles"
      act={isMember ? 'Change roles' : 'Join'}
      order={
        isGood
          ? { of: 'member', act: isMember ? { act: 'changeRoles', roles } : { act: 'join', referrer: brought, roles } }
          : undefined
      }
      missing="The referrer is an account: 0x and 40 hexadecimal digits, or nothing."
      onClose={onClose}
    >
      <Checkbox.Group label="Roles" value={roles} onChange={(chosen) => setRoles(chosen as MemberRole[])}>
        {memberRoleNames.map((role) => (
          <Checkbox key={role} value={role} label={memberRoles[role]} mt={6} />
        ))}
      </Checkbox.Group>
      {!isMember && (
        <AccountField label="Brought by (account of an attractor), if anybody" value={referrer} onValue={setReferrer} />
      )}
    </MarketActDialog>
  )
}
