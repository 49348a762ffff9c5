import { useState } from 'react'
import type { MarketRequest } from '../../../../domain/market/book.ts'
import type { MatchTable } from '../../../../domain/market/match.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import type { MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { powecText } from '../../../format/token.ts'
import { useNow } from '../../../state/live.ts'
import { MarketActDialog } from '../acts/act-dialog.tsx'
import css from '../market.module.css'
import { ListPanel } from '../parts.tsx'
import { type Order, useAdvice, useMatches } from '../queries.ts'
import { leftText } from '../words.ts'
import { MatchRows } from './match-rows.tsx'
import { type OnAct, RequestActs } from './request-acts.tsx'

interface Opened {
  title: string
  act: string
  order: Order
}

/** Every live offer against the chosen request: each criterion with the words why. */
export function MatchPanel(props: {
  request: MarketRequest | undefined
  nodes: readonly MarketNode[]
  now: MarketNow
}) {
  const { request, nodes, now } = props
  const id = request?.request
  const { data } = useMatches(id)
  const [opened, setOpened] = useState<Opened>()
  const at = useNow(1_000)
  const isOpen = request?.state === 'open'
  const note = request && (isOpen ? `competition: ${leftText(request.bidUntil, at)}` : request.state)
  const trade: OnAct = (title, act, given) => setOpened({ title, act, order: { of: 'trade', act: given } })
  return (
    <ListPanel
      className={css.wide}
      title={request ? `Who fits request ${request.request}` : 'Who fits'}
      note={note}
      isEmpty={!request || data?.matches.length === 0}
      empty={{
        title: request ? 'No offer is live' : 'Choose a request',
        words: request
          ? 'As soon as somebody offers storage, it is judged here.'
          : 'Offers are held against it here, each with its reasons.',
      }}
      acts={request && isOpen && <RequestActs request={request} now={now} at={at} onAct={trade} />}
    >
      {request && data && (
        <>
          <MatchRows
            table={data}
            nodes={nodes}
            isOpen={isOpen && request.bidUntil >= at}
            onPropose={(offer) => {
              const part = partFor(request, offer)
              const title = `Propose offer ${offer} for part ${part + 1}`
              trade(title, 'Propose', { act: 'propose', request: request.request, part, offer })
            }}
          />
          <Alternatives table={data} request={request} />
        </>
      )}
      {opened && (
        <MarketActDialog
          title={opened.title}
          step="Reason"
          act={opened.act}
          order={opened.order}
          onClose={() => setOpened(undefined)}
        />
      )}
    </ListPanel>
  )
}

/** Part that an offer is proposed for: the first that has no candidate, else the dearest. */
function partFor({ candidates }: MarketRequest, offer: number): number {
  const free = candidates.findIndex((candidate) => candidate === null)
  if (free >= 0) return free
  const costs = candidates.map((candidate) => (candidate?.offer === offer ? -1n : BigInt(candidate?.costUnits ?? '0')))
  return costs.reduce((best, cost, part) => (cost > (costs[best] ?? 0n) ? part : best), 0)
}

function Alternatives({ table, request }: { table: MatchTable; request: MarketRequest }) {
  const advice = useAdvice().data?.filter((one) => one.request === request.request) ?? []
  if (table.alternatives.length === 0 && advice.length === 0) return null
  return (
    <ul className={css.others} aria-label="Other ways">
      {advice.map(({ part, words }) => (
        <li key={`advice ${part}`}>
          <strong>As a broker:</strong> {words}
        </li>
      ))}
      {table.alternatives.map(({ kind, words, costUnits }) => (
        <li key={kind}>
          <strong>{alternativeWords[kind]}:</strong> {words} {costUnits !== null && `${powecText(costUnits)} in all.`}
        </li>
      ))}
    </ul>
  )
}

const alternativeWords = {
  combination: 'Best now',
  otherHours: 'Other hours',
  smallerParts: 'Smaller parts',
  conversion: 'Mine it instead',
} as const
