import type { ColDef } from 'ag-grid-community'
import { useMemo, useState } from 'react'
import type { Member } from '../../../domain/market/members.ts'
import { memberRoles } from '../../../domain/market/names.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import type { MarketNow } from '../../../domain/rpc/market/shapes.ts'
import { powecText } from '../../format/token.ts'
import { formatDate } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import css from '../market/market.module.css'
import { BookGrid, ListPanel } from '../market/parts.tsx'
import { useMarketNow, useMembers } from '../market/queries.ts'
import { accountText } from '../market/words.ts'
import { ActButton } from '../operate/act-button.tsx'
import { AttestDialog } from './attest-dialog.tsx'
import { DelegateDialog } from './delegate-dialog.tsx'
import { GroupsPanel } from './groups/groups-panel.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { kycText } from './kyc-words.ts'
import { OwnMember } from './own-member.tsx'

/** Who takes part, in which roles, vouched for until when; what this site is among them. */
export function MembersTab() {
  const { data: now } = useMarketNow()
  const { data } = useMembers()
  const { timeZone } = useSite()
  const at = useNow(60_000)
  const engineer = useObstacle('engineer')
  const [chosen, setChosen] = useState<string>()
  const [opened, setOpened] = useState<'join' | 'roles' | 'delegate' | 'attest'>()
  const account = now?.account
  const columns = useMemo(() => columnsFor({ at, timeZone, account }), [at, timeZone, account])
  if (!now || !data) return null
  const member = data.find((one) => one.account === chosen)
  return (
    <div className={css.column}>
      <OwnMember now={now}>
        <ActButton
          obstacle={engineer ?? (now.member === null ? 'This site is no member yet: join first.' : undefined)}
          onClick={() => setOpened('delegate')}
        >
          Who acts for us…
        </ActButton>
        <ActButton
          isPrimary={now.member === null}
          obstacle={engineer ?? (now.account === null ? noAccount : undefined)}
          onClick={() => setOpened(now.member ? 'roles' : 'join')}
        >
          {now.member ? 'Change roles…' : 'Join…'}
        </ActButton>
      </OwnMember>
      <ListPanel
        title="Members"
        note={`${data.length} members, ${data.filter(({ kycUntil }) => kycUntil >= at).length} vouched for now`}
        isEmpty={data.length === 0}
        empty={{ title: 'Nobody has joined', words: 'Join with the admission fee; a verifier then vouches for you.' }}
        acts={
          <ActButton obstacle={engineer ?? attestObstacle(now, member)} onClick={() => setOpened('attest')}>
            Vouch for…
          </ActButton>
        }
      >
        <BookGrid
          rows={data}
          columns={columns}
          idOf={(one) => one.account}
          chosen={chosen}
          onChoose={(one) => setChosen(one.account)}
        />
      </ListPanel>
      <GroupsPanel now={now} members={data} />
      {(opened === 'join' || opened === 'roles') && <JoinDialog now={now} onClose={() => setOpened(undefined)} />}
      {opened === 'delegate' && now.member && (
        <DelegateDialog member={now.member} onClose={() => setOpened(undefined)} />
      )}
      {opened === 'attest' && member && <AttestDialog member={member} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

const noAccount = 'There is no operator key yet: make one in Settlement, Wallet and keys.'

function attestObstacle({ isVerifier }: MarketNow, member: Member | undefined): string | undefined {
  if (!isVerifier) return 'Only verifiers vouch for members; this account is none.'
  return member ? undefined : 'Choose a member in the list.'
}

function columnsFor(given: { at: number; timeZone: string; account: string | null | undefined }): ColDef<Member>[] {
  const { at, timeZone, account } = given
  return [
    { headerName: 'Account', width: 130, valueGetter: ({ data }) => data && accountText(data.account, account) },
    {
      headerName: 'Roles',
      minWidth: 180,
      flex: 1.6,
      valueGetter: ({ data }) => data && (data.roles.map((role) => memberRoles[role]).join(', ') || 'none yet'),
    },
    { headerName: 'KYC', minWidth: 140, flex: 1, valueGetter: ({ data }) => data && kycText(data, at, timeZone) },
    {
      headerName: 'Beneficial group',
      width: 124,
      valueGetter: ({ data }) => data && (data.group === 0 ? 'none' : String(data.group)),
    },
    { headerName: 'Joined', width: 110, valueGetter: ({ data }) => data && formatDate(data.joinedAt, timeZone) },
    {
      headerName: 'Brought by',
      width: 120,
      valueGetter: ({ data }) => data && (data.referrer === null ? 'nobody' : accountText(data.referrer, account)),
    },
    {
      headerName: 'Referral',
      minWidth: 170,
      flex: 1.2,
      valueGetter: ({ data }) => data && referralText(data),
    },
    {
      headerName: 'Acts for it',
      minWidth: 110,
      flex: 1,
      valueGetter: ({ data }) =>
        data && (data.delegates.map(({ to }) => accountText(to, account)).join(', ') || 'itself only'),
    },
  ]
}

function referralText({ referrer, referralUnits, hasVerifiedNode }: Member): string {
  if (referrer === null || isSame(referrer, `0x${'0'.repeat(40)}`)) return '–'
  if (referralUnits === '0') return 'paid out'
  return `${powecText(referralUnits)}${hasVerifiedNode ? '' : ', with the first verified node'}`
}
