import { useState } from 'react'
import type { MarketRequest } from '../../../../domain/market/book.ts'
import { isSame } from '../../../../domain/market/shapes.ts'
import type { MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { LinkDialog } from '../acts/link-dialog.tsx'
import { type Order, useBook } from '../queries.ts'
import { leftText } from '../words.ts'

/** Opens an act of trade under a title. */
export type OnAct = (title: string, act: string, given: Extract<Order, { of: 'trade' }>['act']) => void

/** So long after the competition anybody may have the escrow returned (StorageMarket). */
const returnMs = 86_400_000

/** What can be done with an open request: taking it back, tying it, concluding it, returning what nobody concluded. */
export function RequestActs(props: { request: MarketRequest; now: MarketNow; at: number; onAct: OnAct }) {
  const { request, now, at, onAct } = props
  const { request: id, bidUntil, linkedTo } = request
  const role = useObstacle('operator')
  const isOver = bidUntil < at
  const returnable = bidUntil + returnMs < at ? undefined : `Can be done in ${leftText(bidUntil + returnMs, at)}.`
  const both = linkedTo === null ? `request ${id}` : `requests ${id} and ${linkedTo}`
  return (
    <>
      {isSame(request.payer, now.account) && (
        <ActButton
          obstacle={role ?? lockedBy(request)}
          onClick={() => onAct(`Take request ${id} back`, 'Take it back', { act: 'cancelRequest', request: id })}
        >
          Take back…
        </ActButton>
      )}
      <Tie request={request} now={now} role={role} />
      {isOver && (
        <ActButton
          obstacle={role ?? returnable}
          onClick={() =>
            onAct(`Return the escrow of request ${id}`, 'Return it', { act: 'returnRequest', request: id })
          }
        >
          Return escrow…
        </ActButton>
      )}
      <ActButton
        isPrimary={isOver}
        obstacle={role ?? (isOver ? undefined : 'The competition is not over.')}
        onClick={() => onAct(`Conclude ${both}`, 'Conclude', { act: 'conclude', request: id })}
      >
        {linkedTo === null ? 'Conclude…' : 'Conclude both…'}
      </ActButton>
    </>
  )
}

/** Ties an own utilization that may convert to an own supply. */
function Tie({ request, now, role }: { request: MarketRequest; now: MarketNow; role: string | undefined }) {
  const book = useBook().data
  const [isOpen, setOpen] = useState(false)
  const { terms, payer, linkedTo } = request
  if (terms.kind !== 'utilization' || !terms.mayConvert || linkedTo !== null || !isSame(payer, now.account)) return null
  const supplies = (book?.requests ?? []).filter(
    (one) =>
      one.state === 'open' &&
      one.terms.kind === 'supply' &&
      one.linkedTo === null &&
      lockedBy(one) === undefined &&
      isSame(one.payer, now.account),
  )
  const none = supplies.length === 0 ? 'Ask for a supply first: it brings the energy back.' : undefined
  return (
    <>
      <ActButton obstacle={role ?? lockedBy(request) ?? none} onClick={() => setOpen(true)}>
        Tie to a supply…
      </ActButton>
      {isOpen && <LinkDialog utilization={request} supplies={supplies} onClose={() => setOpen(false)} />}
    </>
  )
}

function lockedBy({ candidates }: MarketRequest): string | undefined {
  return candidates.some((candidate) => candidate !== null)
    ? 'A candidate stands: it is bound until the competition is over.'
    : undefined
}
