import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { Member } from '../../../domain/market/members.ts'
import { shortHash } from '../../format/hash.ts'
import { useNow } from '../../state/live.ts'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'
import { WhenField } from '../market/acts/when-field.tsx'
import css from '../market/market.module.css'

const yearMs = 365 * 86_400_000

/** As a verifier: vouches for a member's identity and names his beneficial group. */
export function AttestDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const now = useNow(60_000)
  const [kycUntil, setKycUntil] = useState<number | undefined>(() => Math.floor((now + yearMs) / 60_000) * 60_000)
  const [group, setGroup] = useState(member.group)
  return (
    <MarketActDialog
      title={`Vouch for ${shortHash(member.account)}`}
      step="Attestation"
      act="Vouch"
      order={
        kycUntil === undefined
          ? undefined
          : { of: 'member', act: { act: 'attest', member: member.account, kycUntil, group } }
      }
      missing="A day is needed until which it holds."
      onClose={onClose}
    >
      <div className={css.row}>
        <WhenField label="Holds until" at={kycUntil} onAt={setKycUntil} />
        <NumberInput
          label="Beneficial group (0 = none)"
          min={0}
          allowDecimal={false}
          value={group}
          onChange={(value) => setGroup(Number(value) || 0)}
        />
      </div>
      <p className={css.quiet}>
        Members of one group have one owner in the end: they can’t trade with each other. The file behind it stays with
        the verifier; the chain gets the date and the number.
      </p>
    </MarketActDialog>
  )
}
