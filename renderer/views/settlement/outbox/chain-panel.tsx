import { useState } from 'react'
import type { ChainNow } from '../../../../domain/rpc/settlement/ledger.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { chainNames } from '../chain-words.ts'
import { useChain } from '../queries.ts'
import page from '../settlement.module.css'

/** How far the chain can be seen and believed, and why nothing is sent when nothing is. */
export function ChainPanel() {
  const { data: chain } = useChain()
  if (!chain) return <Panel title="Chain">Reading…</Panel>
  return (
    <Panel
      title="Chain"
      note={
        chain.isPractice
          ? 'practice: its tokens are worth nothing'
          : chain.chainId === null
            ? ''
            : `chain ${chain.chainId}`
      }
      link={<strong>{chainNames[chain.state]}</strong>}
    >
      <p className={page.quiet}>{chain.words}</p>
      <Facts chain={chain} />
      <Stopped why={chain.outbox.stopped} />
    </Panel>
  )
}

function Facts({ chain }: { chain: ChainNow }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { block, blockAt, readTo, endpoints, confirmations, finality, since, account, outbox } = chain
  const facts: [string, string][] = [
    [
      'Newest block',
      block === null
        ? 'none known'
        : `${formatNumber(block)}${blockAt === null ? '' : `, ${formatDuration(now - blockAt)} ago`}`,
    ],
    ['So since', formatWhen(since, now, timeZone)],
    ['Events read to', readTo === null ? 'none' : `block ${formatNumber(readTo)}`],
    ['Nodes', endpoints.length === 0 ? 'none is named' : endpoints.join(', ')],
    ['Confirmed, final', `${formatNumber(confirmations)}, ${formatNumber(finality)} blocks on top`],
    [
      'Waits',
      outbox.oldestAt === null
        ? 'nothing'
        : `${formatNumber(outbox.waiting)}, oldest ${formatDuration(now - outbox.oldestAt)}`,
    ],
    ['Account', account === null ? 'no operator key yet' : shortHash(account)],
  ]
  return (
    <dl className={page.facts}>
      {facts.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={words}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Sending was stopped on purpose: a person says that it may go on. The dialog stays until its result is read. */
function Stopped({ why }: { why: string }) {
  const obstacle = useObstacle('engineer')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={page.acts}>
      {why !== '' && (
        <>
          <span className={page.quiet}>Nothing is sent: {why}</span>
          <ActButton obstacle={obstacle} onClick={() => setOpen(true)}>
            Send again…
          </ActButton>
        </>
      )}
      {isOpen && (
        <TwoStepDialog
          title="Let the outbox send again"
          act="Send again"
          effects={[
            { label: 'Stopped', words: why },
            { label: 'Then', words: 'what waits goes out in order, with the nonces that the chain gives now' },
          ]}
          call={async (client, reason) => (await client.ledger.resume({ reason })).words}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
