import type { ColDef } from 'ag-grid-community'
import { useMemo, useState } from 'react'
import type { Group, GroupPaper } from '../../../../domain/market/groups.ts'
import type { MarketNode, Member } from '../../../../domain/market/members.ts'
import { isSame } from '../../../../domain/market/shapes.ts'
import type { MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { shortHash } from '../../../format/hash.ts'
import { powecText } from '../../../format/token.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { MarketActDialog } from '../../market/acts/act-dialog.tsx'
import { BookGrid, ListPanel } from '../../market/parts.tsx'
import { useGroups, useNodes } from '../../market/queries.ts'
import { accountText, whText } from '../../market/words.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { GroupFormDialog } from './group-form-dialog.tsx'
import { capacityOf, shareText } from './group-words.ts'
import { BringPaperDialog, SignPaperDialog } from './paper-dialogs.tsx'

type Opened = 'form' | 'change' | 'sign' | 'distribute' | { paper: GroupPaper | undefined }

/** Groups of members behind one owner of nodes: who is in, with which share, and what they can store together. */
export function GroupsPanel({ now, members }: { now: MarketNow; members: readonly Member[] }) {
  const { data: groups } = useGroups()
  const { data: nodes } = useNodes()
  const [chosen, setChosen] = useState<string>()
  const [opened, setOpened] = useState<Opened>()
  const { account } = now
  const columns = useMemo(() => columnsFor(nodes?.nodes ?? [], account), [nodes, account])
  if (!groups || !nodes) return null
  const group = groups.find((one) => one.group === chosen)
  // a group signs nothing, so it can't be in one
  const people = members.filter(({ account: member }) => !groups.some((one) => isSame(one.group, member)))
  return (
    <ListPanel
      title="Groups"
      note={`${groups.length}: one owner of nodes for several members`}
      isEmpty={groups.length === 0}
      empty={{
        title: 'No group yet',
        words: 'Several members together own nodes, offer what none of them could alone, and share what they earn.',
      }}
      acts={<Acts now={now} group={group} onOpen={setOpened} />}
    >
      <BookGrid
        rows={groups}
        columns={columns}
        idOf={(one) => one.group}
        chosen={chosen}
        onChoose={(one) => setChosen(one.group)}
      />
      <Dialogs now={now} members={people} group={group} opened={opened} onOpen={setOpened} />
    </ListPanel>
  )
}

function Acts({ now, group, onOpen }: { now: MarketNow; group: Group | undefined; onOpen: (opened: Opened) => void }) {
  const [engineer, operator] = [useObstacle('engineer'), useObstacle('operator')]
  const member = now.member === null ? 'This site is no member yet: join first.' : undefined
  const none = group ? undefined : 'Choose a group in the list.'
  return (
    <>
      <ActButton obstacle={operator ?? none} onClick={() => onOpen('distribute')}>
        Share income out…
      </ActButton>
      <ActButton obstacle={engineer ?? member ?? none} onClick={() => onOpen('change')}>
        Join, change, leave…
      </ActButton>
      <ActButton obstacle={engineer ?? member} onClick={() => onOpen('sign')}>
        Sign a paper…
      </ActButton>
      <ActButton obstacle={engineer} onClick={() => onOpen({ paper: undefined })}>
        Bring a paper…
      </ActButton>
      <ActButton obstacle={engineer ?? member} onClick={() => onOpen('form')}>
        Form a group…
      </ActButton>
    </>
  )
}

function Dialogs(props: {
  now: MarketNow
  members: readonly Member[]
  group: Group | undefined
  opened: Opened | undefined
  onOpen: (opened: Opened | undefined) => void
}) {
  const { now, members, group, opened, onOpen } = props
  const close = () => onOpen(undefined)
  const shown = (paper: GroupPaper) => onOpen({ paper })
  if (typeof opened === 'object') return <BringPaperDialog paper={opened.paper} onClose={close} />
  if (opened === 'sign') return <SignPaperDialog account={now.account} onPaper={shown} onClose={close} />
  if (opened === 'distribute' && group)
    return (
      <MarketActDialog
        title="Share the income of a group out"
        step="Reason"
        act="Share it out"
        order={{ of: 'trade', act: { act: 'distributeGroup', group: group.group } }}
        onClose={close}
      />
    )
  if ((opened !== 'form' && opened !== 'change') || now.account === null) return null
  return (
    <GroupFormDialog
      group={opened === 'change' ? group : undefined}
      members={members}
      account={now.account}
      onPaper={shown}
      onClose={close}
    />
  )
}

function columnsFor(nodes: readonly MarketNode[], account: string | null): ColDef<Group>[] {
  const ours = ({ shares }: Group) => shares.find(({ member }) => isSame(member, account))?.ppm
  return [
    { headerName: 'Group', width: 120, valueGetter: ({ data }) => data && shortHash(data.group) },
    {
      headerName: 'Members and shares',
      minWidth: 220,
      flex: 2,
      valueGetter: ({ data }) => data?.shares.map((one) => sharedText(one, account)).join(', '),
    },
    {
      headerName: 'Of this site',
      width: 100,
      valueGetter: ({ data }) => data && (ours(data) === undefined ? 'not in it' : shareText(ours(data) ?? 0)),
    },
    { headerName: 'Speaks', width: 120, valueGetter: ({ data }) => data && accountText(data.speaker, account) },
    {
      headerName: 'Its nodes',
      minWidth: 110,
      flex: 1,
      valueGetter: ({ data }) => data && nodesText(capacityOf(data, nodes)),
    },
    {
      headerName: 'Joint capacity',
      width: 118,
      type: 'rightAligned',
      headerTooltip: 'Nodes of the group and of its members',
      valueGetter: ({ data }) => data && whText(capacityOf(data, nodes).jointWh),
    },
    {
      headerName: 'Shared out',
      width: 128,
      type: 'rightAligned',
      valueGetter: ({ data }) => data && powecText(data.distributedUnits),
    },
  ]
}

function sharedText({ member, ppm }: Group['shares'][number], account: string | null): string {
  return `${accountText(member, account)} ${shareText(ppm)}`
}

function nodesText({ nodes, ownWh }: ReturnType<typeof capacityOf>): string {
  return nodes.length === 0 ? 'none yet' : `${nodes.join(', ')}: ${whText(ownWh)}`
}
