import { type Group, type GroupPaper, groupPaperShape } from '../../../../domain/market/groups.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import { isSame } from '../../../../domain/market/shapes.ts'
import { formatNumber } from '../../../format/number.ts'

/** Nodes that a group owns and those of its members, with their capacity together, Wh. */
export function capacityOf({ group, shares }: Group, nodes: readonly MarketNode[]) {
  const live = nodes.filter(({ state }) => state !== 'retired')
  const own = live.filter(({ owner }) => isSame(owner, group))
  const members = live.filter(({ owner }) => shares.some(({ member }) => isSame(member, owner)))
  const [ownWh, membersWh] = [own, members].map((some) => some.reduce((total, one) => total + one.capacityWh, 0))
  return { nodes: own.map(({ node }) => node), ownWh: ownWh ?? 0, jointWh: (ownWh ?? 0) + (membersWh ?? 0) }
}

/** A group that a node is in: by itself, or by its owner with a share (millionths). */
interface Belonging {
  group: Group
  ppm: number | null
}

/** The group that owns a node, or those that its owner belongs to. */
export function groupsOf({ owner }: MarketNode, groups: readonly Group[]): Belonging[] {
  return groups.flatMap((group): Belonging[] => {
    if (isSame(group.group, owner)) return [{ group, ppm: null }]
    const share = group.shares.find(({ member }) => isSame(member, owner))
    return share ? [{ group, ppm: share.ppm }] : []
  })
}

/** A share in percent. */
export function shareText(ppm: number): string {
  return `${formatNumber(ppm / 10_000, ppm % 10_000 === 0 ? 0 : 4)} %`
}

/** A paper out of the text that went from hand to hand; `undefined` when it is none. */
export function paperOf(text: string): GroupPaper | undefined {
  try {
    return groupPaperShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A paper as text. */
export function paperText(paper: GroupPaper): string {
  return JSON.stringify(paper, null, 1)
}

/** Percentages as they are typed, as millionths; `undefined` when they are no shares of 100 % together. */
export function sharesOf(typed: readonly { member: string; pct: number }[]) {
  const shares = typed
    .filter(({ pct }) => pct > 0)
    .map(({ member, pct }) => ({ member, ppm: Math.round(pct * 10_000) }))
  return shares.reduce((sum, { ppm }) => sum + ppm, 0) === 1_000_000 ? shares : undefined
}
