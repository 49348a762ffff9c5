import { useState } from 'react'
import type { IntentStory } from '../../../../domain/rpc/settlement/ledger.ts'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { shortHash } from '../../../format/hash.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatClock, formatDay } from '../../../format/time.ts'
import { gweiText } from '../../../format/token.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { intentNames } from '../chain-words.ts'
import { useIntent } from '../queries.ts'
import { ScrollBody } from '../scroll-body.tsx'
import page from '../settlement.module.css'

/** One act with every step it took and every transaction that was signed for it. */
export function IntentPanel({ id }: { id: string | undefined }) {
  const { data: story, error } = useIntent(id)
  if (!story)
    return (
      <Panel title="Act" isFilling>
        <EmptyState title={id === undefined ? 'None chosen' : error ? 'It cannot be read' : 'Reading…'}>
          {error ? problemOf(error).message : undefined}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel title={story.row.intent.words} note={intentNames[story.row.state]} isFilling>
      <ScrollBody label="Steps and transactions">
        {story.row.detail !== '' && <p className={page.quiet}>{story.row.detail}</p>}
        <Steps story={story} />
        <Attempts story={story} />
        <Decide key={story.row.intent.id} story={story} />
      </ScrollBody>
    </Panel>
  )
}

function Steps({ story: { steps } }: { story: IntentStory }) {
  const { timeZone } = useSite()
  return (
    <table className={page.lines}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">When</th>
          <th scope="col">Block</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ state, at, block, detail, hash }) => (
          <tr key={`${at} ${state} ${hash}`}>
            <th scope="row">{intentNames[state]}</th>
            <td>
              {formatDay(at, timeZone)} {formatClock(at, timeZone)}
            </td>
            <td>{block === null ? '' : formatNumber(block)}</td>
            <td className={page.wide} title={detail}>
              {detail || (hash === null ? '' : shortHash(hash))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Attempts({ story: { row } }: { story: IntentStory }) {
  if (row.attempts.length === 0) return <p className={page.quiet}>No transaction was signed for it yet.</p>
  return (
    <>
      <h3 className={page.sub}>Transactions</h3>
      <table className={page.lines}>
        <thead>
          <tr>
            <th scope="col">Hash</th>
            <th scope="col">Nonce</th>
            <th scope="col">Most gas</th>
            <th scope="col">Most fee, tip</th>
            <th scope="col">Replaces</th>
          </tr>
        </thead>
        <tbody>
          {row.attempts.map(({ hash, nonce, gas, maxFee, priorityFee, replaces }) => (
            <tr key={hash}>
              <th scope="row">
                <code title={hash}>{shortHash(hash)}</code> <CopyButton text={hash} what="the transaction's hash" />
              </th>
              <td>{formatNumber(nonce)}</td>
              <td>{formatNumber(Number(gas))}</td>
              <td>
                {gweiText(maxFee)}, {gweiText(priorityFee)}
              </td>
              <td>{replaces === null ? 'none' : <code title={replaces}>{shortHash(replaces)}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A contract refused it: a person decides what becomes of it. The dialog stays until its result is read. */
function Decide({ story: { row } }: { story: IntentStory }) {
  const obstacle = useObstacle('engineer')
  const [decision, setDecision] = useState<'retry' | 'giveUp'>()
  return (
    <div className={page.acts}>
      {row.state === 'reverted' && (
        <>
          <ActButton obstacle={obstacle} onClick={() => setDecision('retry')}>
            Try again…
          </ActButton>
          <ActButton obstacle={obstacle} onClick={() => setDecision('giveUp')}>
            Give up…
          </ActButton>
        </>
      )}
      {decision && (
        <TwoStepDialog
          title={decision === 'retry' ? 'Try it again' : 'Give it up'}
          act={decision === 'retry' ? 'Try again' : 'Give up'}
          effects={[
            { label: 'What', words: row.intent.words },
            { label: 'Refused', words: row.detail || 'without a reason' },
            {
              label: 'Then',
              words:
                decision === 'retry'
                  ? 'it goes out once more, as soon as the chain would take it'
                  : 'it never goes out; what it was for has to be asked anew',
            },
          ]}
          call={async (client, reason) => {
            const after = await client.ledger.decide({ id: row.intent.id, decision, reason })
            return `It ${after.state === 'drafted' ? 'waits for its turn again' : `is ${intentNames[after.state]}`}.`
          }}
          onClose={() => setDecision(undefined)}
        />
      )}
    </div>
  )
}
