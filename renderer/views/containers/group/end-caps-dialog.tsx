import { formatNumber } from '../../../format/number.ts'
import { useContainerRows } from '../data/use-containers.ts'
import { type Chosen, endedOutcome } from './group-effect.ts'
import { GroupDialog } from './group-dialog.tsx'

/** Ends the caps of several containers before their time. */
export function EndCapsDialog({ chosen, onClose }: { chosen: readonly Chosen[]; onClose: () => void }) {
  const assetIds = chosen.map(({ id }) => id)
  const capped = useContainerRows((rows) => rows.filter((row) => row.cap && assetIds.includes(row.assetId)).length) ?? 0
  return (
    <GroupDialog
      title="End the caps of containers"
      chosen={chosen}
      onClose={onClose}
      group={{
        act: 'End the caps',
        obstacle: capped === 0 ? 'None of the chosen containers has a cap.' : undefined,
        lines: [
          { label: 'Caps that end', words: formatNumber(capped) },
          { label: 'Then', words: 'dispatch decides their draw again, within all limits' },
        ],
        call: async (client, reason) => endedOutcome(chosen, await client.mining.endCaps({ assetIds, reason })),
      }}
    />
  )
}
