import type { ReactNode } from 'react'
import { memberRoles } from '../../../domain/market/names.ts'
import type { MarketNow } from '../../../domain/rpc/market/shapes.ts'
import { shortHash } from '../../format/hash.ts'
import { powecText } from '../../format/token.ts'
import { useNow, useSite } from '../../state/live.ts'
import { Figures } from '../market/figures.tsx'
import { kycText } from './kyc-words.ts'

/** What this site is among the members, and the next step where one is missing. */
export function OwnMember({ now, children }: { now: MarketNow; children: ReactNode }) {
  const { timeZone } = useSite()
  const at = useNow(60_000)
  const { member, account, admission } = now
  const figures: [string, string][] = [
    ['This site', account === null ? 'no account yet' : shortHash(account)],
    ['Roles', member ? member.roles.map((role) => memberRoles[role]).join(', ') || 'none yet' : 'no member yet'],
    ['KYC', member ? kycText(member, at, timeZone) : 'after joining'],
    ['Beneficial group', member && member.group !== 0 ? String(member.group) : 'none'],
    ['Verifier', now.isVerifier ? 'yes' : 'no'],
    ['Admission fee', powecText(admission.feeUnits)],
  ]
  return (
    <Figures label="This site as a member" figures={figures}>
      {children}
    </Figures>
  )
}
