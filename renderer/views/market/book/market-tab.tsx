import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { AmountDialog } from '../acts/amount-dialog.tsx'
import { OfferDialog } from '../acts/offer-dialog.tsx'
import { RequestDialog } from '../acts/request-dialog.tsx'
import css from '../market.module.css'
import { useBook, useMarketNow, useNodes } from '../queries.ts'
import { MatchPanel } from './match-panel.tsx'
import { OffersPanel } from './offers-panel.tsx'
import { OwnFigures } from './own-figures.tsx'
import { RequestsPanel } from './requests-panel.tsx'

type Open = 'offer' | 'request' | 'fund'

/** Offers and requests side by side, and who fits whom. */
export function MarketTab() {
  const { request } = useSearch({ from: '/market/' })
  const navigate = useNavigate()
  const obstacle = useObstacle('operator')
  const { data: now } = useMarketNow()
  const { data: book } = useBook()
  const { data: nodes } = useNodes()
  const [open, setOpen] = useState<Open>()
  if (!now || !book || !nodes) return null
  const own = nodes.nodes.filter(({ node }) => now.nodes.includes(node))
  const account =
    now.account === null ? 'There is no operator key yet: make one in Settlement, Wallet and keys.' : undefined
  const noNode = own.length === 0 ? 'This site has no node yet: register one in the tab Nodes.' : undefined
  const chosen =
    book.requests.find((one) => one.request === request) ?? book.requests.findLast((one) => one.state === 'open')
  const button = (what: Open, label: string, stands?: string, isPrimary = false): ReactNode => (
    <ActButton isPrimary={isPrimary} obstacle={obstacle ?? account ?? stands} onClick={() => setOpen(what)}>
      {label}
    </ActButton>
  )
  const close = () => setOpen(undefined)
  return (
    <div className={css.book}>
      <OwnFigures now={now} nodes={own}>
        {button('fund', 'Make tokens ready…')}
      </OwnFigures>
      <OffersPanel book={book} nodes={nodes.nodes} now={now} acts={button('offer', 'Offer storage…', noNode, true)} />
      <RequestsPanel
        book={book}
        now={now}
        chosen={chosen?.request}
        onChoose={(id) => void navigate({ to: '/market', search: { request: id }, replace: true })}
        acts={button('request', 'Ask for storage…', undefined, true)}
      />
      <MatchPanel request={chosen} nodes={nodes.nodes} now={now} />
      {open === 'offer' && <OfferDialog nodes={own} now={now} onClose={close} />}
      {open === 'request' && (
        <RequestDialog
          arbiter={book.requests.at(-1)?.terms.arbiter ?? ''}
          zone={(own[0] ?? nodes.nodes[0])?.zone ?? 1}
          onClose={close}
        />
      )}
      {open === 'fund' && (
        <AmountDialog
          title="Make tokens ready for bonds and escrows"
          act="Make ready"
          label="Amount, POWEC"
          orderOf={(units) => ({ of: 'trade', act: { act: 'fund', units } })}
          onClose={close}
        />
      )}
    </div>
  )
}
