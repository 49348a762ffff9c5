import { useState } from 'react'
import type { AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { powecText } from '../../../format/token.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { DisputeDialog } from '../disputes/dispute-dialog.tsx'
import page from '../settlement.module.css'

type Act = 'settle' | 'close' | 'dispute'

/** What this site can do about an agreement: settle a line, empty its purse, dispute what was posted. */
export function AgreementActs({ row }: { row: AgreementRow }) {
  const obstacle = useObstacle('operator')
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  const isOver = row.state === 'closed' || row.state === 'expired'
  const nothing = row.line === null ? 'No line was posted for it yet' : undefined
  return (
    <div className={page.acts}>
      {!isOver && (
        <>
          <ActButton obstacle={obstacle ?? nothing} onClick={() => setAct('settle')}>
            Settle…
          </ActButton>
          <ActButton
            obstacle={obstacle ?? nothing ?? (row.state === 'disputed' ? 'It is disputed already' : undefined)}
            onClick={() => setAct('dispute')}
          >
            Dispute…
          </ActButton>
          <ActButton
            obstacle={obstacle ?? (row.phase === 'over' ? undefined : 'It is not over yet')}
            onClick={() => setAct('close')}
          >
            Close…
          </ActButton>
        </>
      )}
      {act === 'dispute' && <DisputeDialog row={row} onClose={close} />}
      {(act === 'settle' || act === 'close') && <SettleDialog row={row} act={act} onClose={close} />}
    </div>
  )
}

function SettleDialog({ row, act, onClose }: { row: AgreementRow; act: 'settle' | 'close'; onClose: () => void }) {
  const { agreement } = row.terms
  const isSettling = act === 'settle'
  return (
    <TwoStepDialog
      title={isSettling ? `Settle agreement ${agreement}` : `Close agreement ${agreement}`}
      act={isSettling ? 'Settle' : 'Close'}
      effects={
        isSettling
          ? [
              { label: 'Settles', words: 'the newest line whose window is over' },
              { label: 'Brings', words: `${powecText(row.money.reward.expected)} at most` },
            ]
          : [
              { label: 'Closes', words: 'what is left in its purse goes back to those who put it in' },
              { label: 'Undone', words: 'never' },
            ]
      }
      call={async (client, reason) =>
        (isSettling
          ? await client.agreements.settle({ agreement, reason })
          : await client.agreements.close({ agreement, reason })
        ).words
      }
      onClose={onClose}
    />
  )
}
