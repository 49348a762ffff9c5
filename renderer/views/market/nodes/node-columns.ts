import type { ColDef } from 'ag-grid-community'
import { freeWh, type MarketNode, statusFault } from '../../../../domain/market/members.ts'
import { nodeStates, storageKinds } from '../../../../domain/market/names.ts'
import { formatDuration } from '../../../format/duration.ts'
import { accountText, leftText, whText } from '../words.ts'

/** Columns of the list of nodes. */
export function nodeColumns(now: number, account: string | null | undefined): ColDef<MarketNode>[] {
  return [
    { headerName: 'Node', field: 'node', width: 66 },
    {
      headerName: 'Owner',
      minWidth: 110,
      flex: 1,
      valueGetter: ({ data }) => data && accountText(data.owner, account),
    },
    { headerName: 'Kind', minWidth: 100, flex: 1, valueGetter: ({ data }) => data && storageKinds[data.kind] },
    { headerName: 'Zone', field: 'zone', width: 66 },
    { headerName: 'State', width: 96, valueGetter: ({ data }) => data && nodeStates[data.state] },
    energy('Capacity', ({ capacityWh }) => capacityWh),
    energy('Guaranteed', ({ guaranteedWh }) => guaranteedWh),
    energy('Free to offer', freeWh),
    energy('In agreements', ({ committedWh }) => committedWh),
    { headerName: 'Last status', minWidth: 130, flex: 1, valueGetter: ({ data }) => data && ageText(data, now) },
    { headerName: 'Presence', minWidth: 110, flex: 1, valueGetter: ({ data }) => data && presenceText(data, now) },
  ]
}

function energy(headerName: string, of: (node: MarketNode) => number): ColDef<MarketNode> {
  return {
    headerName,
    width: 104,
    type: 'rightAligned',
    valueGetter: ({ data }) => data && of(data),
    valueFormatter: ({ value }) => (typeof value === 'number' ? whText(value) : ''),
  }
}

/** How old the last status is, and whether offers can rest on it. */
export function ageText(node: MarketNode, now: number): string {
  if (node.measuredAt === 0) return 'none yet'
  const age = `${formatDuration(now - node.measuredAt)} ago`
  return node.state === 'verified' && statusFault(node, now) !== undefined ? `${age}, too old` : age
}

/** Whether somebody asked for a sign of life. */
export function presenceText({ challenge }: MarketNode, now: number): string {
  if (!challenge) return 'not asked'
  return challenge.dueAt < now ? 'unanswered' : `due in ${leftText(challenge.dueAt, now)}`
}
