import type { ReactNode } from 'react'
import { isSame } from '../../../domain/market/shapes.ts'
import type { MarketNow } from '../../../domain/rpc/market/shapes.ts'
import { shortHash } from '../../format/hash.ts'
import { powecText } from '../../format/token.ts'
import { Figures } from '../market/figures.tsx'

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
    <Figures label="Votes of this site" figures={figures}>
      {children}
    </Figures>
  )
}
