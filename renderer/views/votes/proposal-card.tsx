import type { MemberAct } from '../../../domain/market/acts.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { type VoteSupport, voteSupports } from '../../../domain/market/votes.ts'
import type { ShownProposal } from '../../../domain/rpc/market/shapes.ts'
import { Chip } from '../../components/chip.tsx'
import { shortHash } from '../../format/hash.ts'
import { formatPowec } from '../../format/token.ts'
import { useNow } from '../../state/live.ts'
import { ActButton } from '../operate/act-button.tsx'
import { deadlineText, sharesOf } from './proposal-words.ts'
import css from './votes.module.css'

type OnAct = (title: string, act: string, given: MemberAct) => void

const stateWords: Record<ShownProposal['state'], string> = {
  pending: 'Proposed',
  active: 'Voting',
  canceled: 'Withdrawn',
  defeated: 'Not accepted',
  succeeded: 'Accepted',
  queued: 'Queued',
  executed: 'Carried out',
}

const supportWords: Record<VoteSupport, string> = { for: 'For', against: 'Against', abstain: 'Abstain' }

/** One decision: what it does, how votes stand against the quorum, until when. */
export function ProposalCard(props: {
  proposal: ShownProposal
  account: string | null
  obstacle: string | undefined
  onAct: OnAct
}) {
  const { proposal, account, obstacle, onAct } = props
  const now = useNow(10_000)
  const mine = proposal.votes.find(({ voter }) => isSame(voter, account))
  const [title = '', ...rest] = proposal.description.split('\n')
  return (
    <article className={css.card} aria-label={title}>
      <header className={css.head}>
        <h3>{title}</h3>
        <Chip kind={proposal.state === 'active' ? 'active' : 'outline'}>{stateWords[proposal.state]}</Chip>
        <span className={css.when}>{deadlineText(proposal, now)}</span>
        <ProposalActs proposal={proposal} obstacle={obstacle} onAct={onAct} />
      </header>
      {rest.length > 0 && <p className={css.text}>{rest.join(' ')}</p>}
      <p className={css.text}>
        {proposal.calls.join(' ')} By {shortHash(proposal.proposer)}. {mine && `This site voted ${mine.support}.`}
      </p>
      <Bar proposal={proposal} />
    </article>
  )
}

/** Votes as a bar against the quorum, with the figures below. */
function Bar({ proposal }: { proposal: ShownProposal }) {
  const { forPct, abstainPct, againstPct, quorumPct } = sharesOf(proposal)
  const figures: [string, string, string][] = [
    ['for', 'For', proposal.forUnits],
    ['abstain', 'Abstain', proposal.abstainUnits],
    ['against', 'Against', proposal.againstUnits],
    ['quorum', 'Quorum (for and abstain)', proposal.quorumUnits],
  ]
  return (
    <>
      <div className={css.bar} aria-hidden>
        <span data-part="for" style={{ width: `${forPct}%` }} />
        <span data-part="abstain" style={{ width: `${abstainPct}%` }} />
        <span data-part="against" style={{ width: `${againstPct}%` }} />
        <i style={{ left: `${quorumPct}%` }} />
      </div>
      <dl className={css.figures}>
        {figures.map(([part, label, units]) => {
          const { number, unit } = formatPowec(units)
          return (
            <div key={part} data-part={part}>
              <dt>{label}</dt>
              <dd>
                {number} {unit}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

function ProposalActs(props: { proposal: ShownProposal; obstacle: string | undefined; onAct: OnAct }) {
  const { proposal, obstacle, onAct } = props
  const { proposal: id, state } = proposal
  const button = (label: string, given: MemberAct) => (
    <ActButton
      key={label}
      obstacle={obstacle}
      onClick={() => onAct(`${label}: ${proposal.description.split('\n')[0]}`, label, given)}
    >
      {label}…
    </ActButton>
  )
  return (
    <span className={css.acts}>
      {state === 'active' &&
        voteSupports
          .map((support) => button(supportWords[support], { act: 'vote', proposal: id, support }))
          .toSorted(forFirst)}
      {state === 'succeeded' && button('Queue', { act: 'queue', proposal: id })}
      {state === 'queued' && button('Carry out', { act: 'execute', proposal: id })}
    </span>
  )
}

function forFirst(a: { key: string | null }, b: { key: string | null }): number {
  return Number(b.key === 'For') - Number(a.key === 'For')
}
