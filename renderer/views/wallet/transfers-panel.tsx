import { useState } from 'react'
import type { Transfer } from '../../../domain/rpc/settlement/wallet.ts'
import { Chip } from '../../components/chip.tsx'
import { Panel } from '../../components/panel.tsx'
import { shortHash } from '../../format/hash.ts'
import { formatNumber } from '../../format/number.ts'
import { formatWhen } from '../../format/time.ts'
import { powecText } from '../../format/token.ts'
import { useNow, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'
import page from '../settlement/settlement.module.css'

const stateNames: Record<Transfer['state'], string> = {
  proposed: 'waits for a second person',
  kept: 'in the outbox',
  declined: 'declined',
}

const kindNames: Record<Transfer['kind'], string> = { deposit: 'Deposit', withdraw: 'Withdraw', accept: 'Accept' }

/** Tokens that moved or wait for a second person; the one who proposed can't be the second. */
export function TransfersPanel({ transfers }: { transfers: readonly Transfer[] }) {
  const [deciding, setDeciding] = useState<{ transfer: Transfer; isAgreed: boolean }>()
  const waiting = transfers.filter(({ state }) => state === 'proposed').length
  return (
    <Panel
      title="Tokens that move"
      note={
        waiting === 0 ? undefined : `${formatNumber(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for a second person`
      }
    >
      {transfers.length === 0 ? (
        <p className={page.quiet}>Nothing was deposited or withdrawn yet.</p>
      ) : (
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {transfers.map((transfer) => (
              <Line
                key={transfer.id}
                transfer={transfer}
                onDecide={(isAgreed) => setDeciding({ transfer, isAgreed })}
              />
            ))}
          </tbody>
        </table>
      )}
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(undefined)} />}
    </Panel>
  )
}

function Line({ transfer, onDecide }: { transfer: Transfer; onDecide: (isAgreed: boolean) => void }) {
  const { timeZone, person } = useSite()
  const now = useNow(60_000)
  const obstacle =
    useObstacle('operator') ?? (transfer.person === person.name ? 'You proposed it: another person decides' : undefined)
  const { kind, units, to, state, at, reason, secondPerson } = transfer
  return (
    <tr>
      <td>{formatWhen(at, now, timeZone)}</td>
      <th scope="row" title={reason}>
        {kindNames[kind]} {powecText(units)}
        {kind === 'accept' && ` ${lineWords(to)}`}
        {kind !== 'accept' && to !== null && (
          <>
            {' '}
            to <code title={to}>{shortHash(to)}</code>
          </>
        )}
      </th>
      <td>
        {transfer.person}
        {secondPerson !== null && `, ${secondPerson}`}
      </td>
      <td>
        {state === 'proposed' ? (
          <span className={page.pairOfActs}>
            <ActButton obstacle={obstacle} onClick={() => onDecide(true)}>
              Agree…
            </ActButton>
            <ActButton obstacle={obstacle} onClick={() => onDecide(false)}>
              Decline…
            </ActButton>
          </span>
        ) : (
          <Chip kind="outline">{stateNames[state]}</Chip>
        )}
      </td>
    </tr>
  )
}

/** The line that is accepted, from `agreement/batch`. */
function lineWords(line: string | null): string {
  const [agreement = '', batch = ''] = line?.split('/') ?? []
  return `of agreement ${agreement}, line of batch ${batch}`
}

function DecideDialog(props: { transfer: Transfer; isAgreed: boolean; onClose: () => void }) {
  const { transfer, isAgreed, onClose } = props
  const words = powecText(transfer.units)
  return (
    <TwoStepDialog
      title={isAgreed ? 'Agree to the movement' : 'Decline the movement'}
      act={isAgreed ? `Agree to ${words}` : 'Decline'}
      effects={[
        { label: 'What', words: `${kindNames[transfer.kind]} ${words}` },
        ...(transfer.kind === 'accept' ? [{ label: 'Of', words: lineWords(transfer.to) }] : []),
        ...(transfer.kind === 'accept' || transfer.to === null ? [] : [{ label: 'To', words: transfer.to }]),
        { label: 'Proposed by', words: `${transfer.person}: ${transfer.reason}` },
        { label: 'Then', words: isAgreed ? 'it is kept in the outbox and goes out by itself' : 'nothing moves' },
      ]}
      call={async (client, reason) => {
        await client.wallet.decideTransfer({ id: transfer.id, isAgreed, reason })
        return isAgreed ? 'It is kept in the outbox.' : 'It is declined; nothing moves.'
      }}
      onClose={onClose}
    />
  )
}
