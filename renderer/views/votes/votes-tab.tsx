import { useState } from 'react'
import { powecOf } from '../../../domain/market/amount.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import type { MarketNow, ShownProposal } from '../../../domain/rpc/market/shapes.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { AmountDialog } from '../market/acts/amount-dialog.tsx'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'
import css from '../market/market.module.css'
import { ListPanel } from '../market/parts.tsx'
import { type Order, useMarketNow, useVotes } from '../market/queries.ts'
import { ActButton } from '../operate/act-button.tsx'
import { DelegateVotesDialog } from './delegate-votes-dialog.tsx'
import { OwnVotes } from './own-votes.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import votes from './votes.module.css'

type Opened = 'wrap' | 'unwrap' | 'votes' | 'propose' | { title: string; act: string; order: Order }

/** Votes that proposing needs, units. */
const threshold = 10n ** 24n

/** What members decide: proposals with their votes and deadlines, and the votes of this site. */
export function VotesTab() {
  const { data: now } = useMarketNow()
  const { data } = useVotes()
  const engineer = useObstacle('engineer')
  const [opened, setOpened] = useState<Opened>()
  if (!now || !data) return null
  const account =
    now.account === null ? 'There is no operator key yet: make one in Settlement, Wallet and keys.' : undefined
  const nothing = now.wrappedUnits === '0' ? 'Nothing is wrapped.' : undefined
  const tooFew = BigInt(now.votesUnits) < threshold ? `Proposing needs ${powecOf(threshold)} votes.` : undefined
  return (
    <div className={css.column}>
      <OwnVotes now={now}>
        <ActButton obstacle={engineer ?? account} onClick={() => setOpened('wrap')}>
          Wrap…
        </ActButton>
        <ActButton obstacle={engineer ?? account ?? nothing} onClick={() => setOpened('unwrap')}>
          Unwrap…
        </ActButton>
        <ActButton obstacle={engineer ?? account ?? nothing} onClick={() => setOpened('votes')}>
          Give votes…
        </ActButton>
      </OwnVotes>
      <ListPanel
        title="Decisions"
        note="voting begins 2 days after a proposal and lasts 7; carried out 2 days after it is queued"
        isEmpty={data.length === 0}
        empty={{
          title: 'Nothing was proposed yet',
          words: 'Who has a million votes proposes: wrap POWEC to get votes.',
        }}
        acts={
          <ActButton isPrimary obstacle={engineer ?? account ?? tooFew} onClick={() => setOpened('propose')}>
            Propose…
          </ActButton>
        }
      >
        {/* A part that scrolls is reached by the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={votes.list} tabIndex={0} aria-label="Proposals">
          {data.map((proposal) => (
            <ProposalCard
              key={proposal.proposal}
              proposal={proposal}
              account={now.account}
              obstacle={engineer ?? account ?? votedAlready(proposal, now)}
              onAct={(title, act, given) => setOpened({ title, act, order: { of: 'member', act: given } })}
            />
          ))}
        </section>
      </ListPanel>
      <Dialogs opened={opened} account={now.account} onClose={() => setOpened(undefined)} />
    </div>
  )
}

function Dialogs(props: { opened: Opened | undefined; account: string | null; onClose: () => void }) {
  const { opened, account, onClose: close } = props
  return (
    <>
      {opened === 'wrap' && (
        <AmountDialog
          title="Wrap POWEC to vote"
          act="Wrap"
          label="Amount, POWEC"
          orderOf={(units) => ({ of: 'member', act: { act: 'wrap', units } })}
          onClose={close}
        />
      )}
      {opened === 'unwrap' && (
        <AmountDialog
          title="Unwrap POWEC"
          act="Unwrap"
          label="Amount, POWEC"
          orderOf={(units) => ({ of: 'member', act: { act: 'unwrap', units } })}
          onClose={close}
        />
      )}
      {opened === 'votes' && account !== null && <DelegateVotesDialog account={account} onClose={close} />}
      {opened === 'propose' && <ProposeDialog onClose={close} />}
      {typeof opened === 'object' && (
        <MarketActDialog title={opened.title} step="Reason" act={opened.act} order={opened.order} onClose={close} />
      )}
    </>
  )
}

function votedAlready({ state, votes: cast }: ShownProposal, { account }: MarketNow): string | undefined {
  return state === 'active' && cast.some(({ voter }) => isSame(voter, account)) ? 'This site voted already.' : undefined
}
