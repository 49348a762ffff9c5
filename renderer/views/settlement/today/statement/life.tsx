import { Check } from 'lucide-react'
import type { QuarterMoney } from '../../../../../domain/rpc/settlement/money.ts'
import { shortHash } from '../../../../format/hash.ts'
import { useNow, useSite } from '../../../../state/live.ts'
import { useSettlementNow, useStatement } from '../../queries.ts'
import type { StandingBatch } from '../../use-standings.ts'
import { lifeSteps } from './life-steps.ts'
import css from './life.module.css'

/** How far a statement has come: from the meter to the money, with what proves each step. */
export function Life({ opened, batch }: { opened: QuarterMoney; batch: StandingBatch | undefined }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { data: standing } = useSettlementNow()
  const { data: revisions } = useStatement(opened.quarter)
  const statement = revisions?.at(-1)
  const { quarter, registers } = opened
  const key = standing?.key.address ?? null
  const steps = lifeSteps({ quarter, statement, registers, key, batch, standing: batch, now, timeZone })
  return (
    // A part that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={css.life} tabIndex={0} aria-label="Life of this statement">
      <h3>Life of this statement</h3>
      <ol>
        {steps.map(({ title, place, words }) => (
          <li key={title} data-place={place} aria-current={place === 'now' ? 'step' : undefined}>
            <i aria-hidden>{place === 'past' && <Check size={10} strokeWidth={2.5} />}</i>
            <span>
              <strong>{title}</strong>
              <span title={words}>{words}</span>
            </span>
          </li>
        ))}
      </ol>
      <dl className={css.hashes}>
        <Hash name="Statement" hash={statement?.digest} />
        <Hash name="Lines" hash={statement?.linesRoot} />
        <Hash name="Batch" hash={batch?.digest} />
        <Hash name="Transaction" hash={batch?.posted?.transaction ?? batch?.attempt?.hash} />
      </dl>
    </aside>
  )
}

function Hash({ name, hash }: { name: string; hash: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{hash === undefined ? 'none yet' : <code title={hash}>{shortHash(hash)}</code>}</dd>
    </div>
  )
}
