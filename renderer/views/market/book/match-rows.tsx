import { Check, Info, type LucideIcon, X } from 'lucide-react'
import { Chip } from '../../../components/chip.tsx'
import { criteria, type Judgement, type Match, type MatchTable } from '../../../../domain/market/match.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import { storageKinds } from '../../../../domain/market/names.ts'
import { powecText } from '../../../format/token.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../market.module.css'

const marks: Record<Judgement['verdict'], LucideIcon> = { fits: Check, misses: X, note: Info }
const said: Record<Judgement['verdict'], string> = { fits: 'fits', misses: 'does not fit', note: 'to be known' }

/** Offers as rows, criteria as columns. */
export function MatchRows(props: {
  table: MatchTable
  nodes: readonly MarketNode[]
  isOpen: boolean
  onPropose: (offer: number) => void
}) {
  const { table, nodes, isOpen, onPropose } = props
  return (
    // A part that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.scroll} tabIndex={0} aria-label="Matches with reasons">
      <table className={css.table}>
        <thead>
          <tr>
            <th>Offer</th>
            <th>
              <span className={css.hidden}>Fits</span>
            </th>
            <th>
              <span className={css.hidden}>Acts</span>
            </th>
            <th className={css.number}>A part costs at most</th>
            {Object.entries(criteria).map(([name, words]) => (
              <th key={name}>{words}</th>
            ))}
            <th className={css.number}>Bond</th>
          </tr>
        </thead>
        <tbody>
          {table.matches.map((match) => (
            <MatchRow
              key={match.offer}
              match={match}
              kind={nodes.find(({ node }) => node === match.node)?.kind}
              isOpen={isOpen}
              onPropose={onPropose}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MatchRow(props: {
  match: Match
  kind: MarketNode['kind'] | undefined
  isOpen: boolean
  onPropose: (offer: number) => void
}) {
  const { match, kind, isOpen, onPropose } = props
  const role = useObstacle('operator')
  const misses = match.judgements.find(({ verdict }) => verdict === 'misses')
  return (
    <tr>
      <td className={css.offer}>
        {match.offer}, node {match.node}
        {kind && `, ${storageKinds[kind]}`}
      </td>
      <td>{match.isFit ? <Chip kind="active">Fits</Chip> : <Chip kind="track">No</Chip>}</td>
      <td>
        <ActButton
          obstacle={role ?? (isOpen ? misses?.words : 'The competition is over.')}
          onClick={() => onPropose(match.offer)}
        >
          Propose…
        </ActButton>
      </td>
      <td className={css.number}>{match.costUnits === null ? '–' : powecText(match.costUnits)}</td>
      {match.judgements.map((judgement) => (
        <JudgedCell key={judgement.criterion} {...judgement} />
      ))}
      <td className={css.number}>{powecText(match.bondUnits)}</td>
    </tr>
  )
}

function JudgedCell({ verdict, words }: Judgement) {
  const Mark = marks[verdict]
  return (
    <td className={css.judged} data-verdict={verdict}>
      <Mark className={css.mark} size={12} aria-hidden />
      <span className={css.hidden}>{said[verdict]}: </span>
      {words}
    </td>
  )
}
