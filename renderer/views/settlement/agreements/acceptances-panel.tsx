import { useState } from 'react'
import type { Acceptance } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { powecText } from '../../../format/token.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { useAcceptances, useWallet } from '../queries.ts'
import page from '../settlement.module.css'

const stateNames: Record<Acceptance['state'], string> = {
  waiting: 'waiting',
  proposed: 'waits for a second person',
  signed: 'signed',
  settled: 'settled',
  disputed: 'disputed',
  late: 'late',
}

/** Posted lines that this site pays for: accepted, the other side is paid at once; else the window decides. */
export function AcceptancesPanel() {
  const { data = [] } = useAcceptances()
  const [accepting, setAccepting] = useState<Acceptance>()
  const waiting = data.filter(({ state, direction }) => state === 'waiting' && direction === 'ours').length
  return (
    <Panel
      title="Lines to accept"
      note={waiting === 0 ? 'none waits for us' : `${formatNumber(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for us`}
    >
      {data.length === 0 ? (
        <p className={page.quiet}>Nothing was posted that this site pays for.</p>
      ) : (
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">Agreement</th>
              <th scope="col">To pay</th>
              <th scope="col">Our meters say</th>
              <th scope="col">Until</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <Line key={one.id} acceptance={one} onAccept={() => setAccepting(one)} />
            ))}
          </tbody>
        </table>
      )}
      {accepting && <AcceptDialog acceptance={accepting} onClose={() => setAccepting(undefined)} />}
    </Panel>
  )
}

function Line({ acceptance, onAccept }: { acceptance: Acceptance; onAccept: () => void }) {
  const { agreement, toPay, words, state, direction, deadline, verdict } = acceptance
  const obstacle = useObstacle('operator')
  const now = useNow()
  const isOpen = state === 'waiting' && direction === 'ours'
  return (
    <tr>
      <th scope="row">{agreement}</th>
      <td>{powecText(toPay)}</td>
      <td className={page.wide} title={words}>
        {words}
      </td>
      <td title={deadline?.words}>
        {deadline === null ? 'none' : deadline.at > now ? formatDuration(deadline.at - now) : 'over'}
      </td>
      <td>
        {isOpen ? (
          <ActButton
            obstacle={obstacle ?? (verdict === 'differs' ? 'Our meters say otherwise: dispute it' : undefined)}
            onClick={onAccept}
          >
            Accept…
          </ActButton>
        ) : (
          <Chip kind={state === 'proposed' ? 'active' : 'outline'}>
            {direction === 'theirs' && state === 'waiting' ? 'with the payer' : stateNames[state]}
          </Chip>
        )}
      </td>
    </tr>
  )
}

function AcceptDialog({ acceptance, onClose }: { acceptance: Acceptance; onClose: () => void }) {
  const { id, agreement, toPay, words, earned } = acceptance
  const { data: wallet } = useWallet()
  const isLarge = wallet !== undefined && BigInt(toPay) > BigInt(wallet.caps.secondPersonAbove)
  return (
    <TwoStepDialog
      title={`Accept the line of agreement ${agreement}`}
      act={`Pay ${powecText(toPay)}`}
      effects={[
        { label: 'Pays', words: `${powecText(toPay)} now, ${powecText(earned)} in all` },
        { label: 'Our meters', words },
        {
          label: 'Then',
          words: isLarge
            ? 'it waits until a second person agrees (Wallet, tokens that move)'
            : 'it is kept in the outbox, and the other side is paid as soon as it is in a block',
        },
        { label: 'Undone', words: 'never: what is accepted can’t be disputed' },
      ]}
      call={async (client, reason) => {
        const { state } = await client.agreements.accept({ id, reason })
        return state === 'proposed' ? 'It waits for a second person.' : 'It is signed and kept in the outbox.'
      }}
      onClose={onClose}
    />
  )
}
