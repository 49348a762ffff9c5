import type { ReactNode } from 'react'
import { isSame } from '../../../domain/market/shapes.ts'
import type { MarketNow } from '../../../domain/rpc/market/shapes.ts'
import { shortHash } from '../../format/hash.ts'
import { powecText } from '../../format/token.ts'
import css from '../market/market.module.css'

/** Wrapped tokens and votes of this site. */
export function OwnVotes({ now, children }: { now: MarketNow; children: ReactNode }) {
  const { delegate, account } = now
  const figures: [string, string][] = [
    ['Votes of this site', powecText(now.votesUnits)],
    ['Wrapped', powecText(now.wrappedUnits)],
    [
      'Votes with them',
      delegate === null ? 'nobody yet' : isSame(delegate, account) ? 'this site' : shortHash(delegate),
    ],
  ]
  return (
    <dl className={css.figures} aria-label="Votes of this site">
      {figures.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
      <div className={css.end}>{children}</div>
    </dl>
  )
}
