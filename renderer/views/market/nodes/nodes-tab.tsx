import { useMemo, useState } from 'react'
import type { MarketNode } from '../../../../domain/market/members.ts'
import type { MarketNow, NodePlace } from '../../../../domain/rpc/market/shapes.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { MarketActDialog } from '../acts/act-dialog.tsx'
import css from '../market.module.css'
import { BookGrid, ListPanel } from '../parts.tsx'
import { useMarketNow, useNodes } from '../queries.ts'
import { nodeColumns } from './node-columns.ts'
import type { Opened } from './opened.ts'
import { NodePanel } from './node-panel.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { RegisterDialog } from './register-dialog.tsx'

/** Nodes of the platform: what they store, whether they are there, and their keys. */
export function NodesTab() {
  const { data: now } = useMarketNow()
  const { data } = useNodes()
  const [chosen, setChosen] = useState<number>()
  const [opened, setOpened] = useState<Opened>()
  const engineer = useObstacle('engineer')
  const at = useNow(10_000)
  const account = now?.account
  const columns = useMemo(() => nodeColumns(at, account), [at, account])
  if (!now || !data) return null
  const node =
    data.nodes.find((one) => one.node === chosen) ??
    data.nodes.find((one) => now.nodes.includes(one.node)) ??
    data.nodes[0]
  const close = () => setOpened(undefined)
  return (
    <div className={css.column}>
      <ListPanel
        title="Nodes"
        note={`${data.nodes.length} on the platform, ${now.nodes.length} of this site`}
        isEmpty={data.nodes.length === 0}
        empty={{
          title: 'No node is registered',
          words:
            'Join as a member, let a verifier vouch for you, then register this site: its storage can be offered afterwards.',
        }}
        acts={
          <ActButton isPrimary obstacle={engineer ?? registerObstacle(now)} onClick={() => setOpened('register')}>
            Register this site…
          </ActButton>
        }
      >
        <BookGrid
          rows={data.nodes}
          columns={columns}
          idOf={(one) => String(one.node)}
          chosen={node && String(node.node)}
          onChoose={(one) => setChosen(one.node)}
        />
      </ListPanel>
      {node && <NodePanel node={node} now={now} place={placeOf(data.places, node)} onOpen={setOpened} />}
      {opened === 'register' && <RegisterDialog onClose={close} />}
      {opened === 'place' && node && (
        <PlaceDialog node={node.node} place={placeOf(data.places, node)} onClose={close} />
      )}
      {typeof opened === 'object' && (
        <MarketActDialog title={opened.title} step="Reason" act={opened.act} order={opened.order} onClose={close} />
      )}
    </div>
  )
}

function registerObstacle({ account, member, controller }: MarketNow): string | undefined {
  if (account === null) return 'There is no operator key yet: make one in Settlement, Wallet and keys.'
  if (member === null) return 'Join first, in the tab Members and KYC.'
  return controller === null ? 'The controller’s key is locked: unlock it in Settlement, Wallet and keys.' : undefined
}

function placeOf(places: readonly NodePlace[], { node }: MarketNode): NodePlace | undefined {
  return places.find((place) => place.node === node)
}
