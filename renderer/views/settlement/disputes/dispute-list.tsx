import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { Chip } from '../../../components/chip.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { shortHash } from '../../../format/hash.ts'
import { powecText } from '../../../format/token.ts'
import { useNow } from '../../../state/live.ts'
import page from '../settlement.module.css'

interface Row {
  id: string
  dispute: Dispute
}

/** Disputes, of which one is opened; arrows move. */
export function DisputeList(props: {
  disputes: readonly Dispute[]
  chosen: string | undefined
  onChoose: (dispute: string) => void
}) {
  const { disputes, chosen, onChoose } = props
  const columns = useColumns()
  return (
    <div className={page.list}>
      <ChoiceList
        label="Disputes"
        columns={columns}
        template="minmax(0, 1.4fr) minmax(0, 1fr) 92px 96px"
        rows={disputes.map((dispute) => ({ id: dispute.dispute, dispute }))}
        chosenId={chosen}
        onChoose={onChoose}
      />
    </div>
  )
}

function useColumns(): ChoiceColumn<Row>[] {
  const now = useNow()
  return [
    {
      id: 'what',
      head: 'Dispute',
      cell: ({ dispute: { dispute, agreement, side, counterparty } }) => (
        <TwoLines
          first={`${dispute}, agreement ${agreement}`}
          second={`${side === 'challenger' ? 'we claim against' : side === 'arbiter' ? 'to be ruled by us, claimed by' : 'claimed by'} ${shortHash(counterparty)}`}
        />
      ),
    },
    { id: 'money', head: 'Disputed', isRight: true, cell: ({ dispute }) => powecText(dispute.disputed) },
    {
      id: 'state',
      head: 'State',
      cell: ({ dispute: { state } }) => <Chip kind={state === 'executed' ? 'outline' : 'active'}>{state}</Chip>,
    },
    {
      id: 'left',
      head: 'Left',
      isRight: true,
      cell: ({ dispute: { deadline } }) => {
        if (deadline === null) return 'none'
        return deadline.at > now ? formatDuration(deadline.at - now) : 'over'
      },
    },
  ]
}
