import type { ReactNode } from 'react'
import { freeWh, type MarketNode } from '../../../../domain/market/members.ts'
import type { MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { powecText } from '../../../format/token.ts'
import { Figures } from '../figures.tsx'
import { whText } from '../words.ts'

/** What this site can still offer, and the tokens that are ready for it. */
export function OwnFigures({
  now,
  nodes,
  children,
}: {
  now: MarketNow
  nodes: readonly MarketNode[]
  children: ReactNode
}) {
  const sum = (of: (node: MarketNode) => number) => whText(nodes.reduce((total, node) => total + of(node), 0))
  const figures: [string, string][] = [
    ['Free to offer', sum(freeWh)],
    ['On offer', sum(({ offeredWh }) => offeredWh)],
    ['In agreements', sum(({ committedWh }) => committedWh)],
    ['Available in the vault', powecText(now.freeUnits)],
    ['Reserved by waiting acts', powecText(now.reservedUnits)],
    ['Market may hold', powecText(now.allowedUnits)],
  ]
  return (
    <Figures label="This site" figures={figures} isWide>
      {children}
    </Figures>
  )
}
