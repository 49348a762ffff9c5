/** One asset, or one unit of a bank, with the value of a signal now. */
export interface Peer {
  id: string
  name: string
  value: number | null
}

/** A dot of the strip; dots that would lie on each other stand above and below the middle by `level`. */
export interface PeerDot {
  id: string
  name: string
  value: number
  level: number
  isOwn: boolean
}

/** Dots nearer than this share of the width would touch. */
const touching = 0.03

/** Dots of a strip, and the span that the others lie in (`undefined` without others). `widthOf` = what the axis spans. */
export function stripOf(
  peers: readonly Peer[],
  { ownId, widthOf }: { ownId: string; widthOf: number },
): { dots: PeerDot[]; band: readonly [number, number] | undefined } {
  const known = peers.flatMap(({ id, name, value }) => (value === null ? [] : [{ id, name, value }]))
  const dots: PeerDot[] = []
  for (const peer of known.toSorted((a, b) => a.value - b.value)) {
    const near = dots.filter((dot) => peer.value - dot.value < touching * widthOf)
    const taken = new Set(near.map((dot) => dot.level))
    const level = [0, 1, -1, 2, -2, 3, -3, 4, -4].find((free) => !taken.has(free)) ?? 0
    dots.push({ ...peer, level, isOwn: peer.id === ownId })
  }
  const others = dots.filter(({ isOwn }) => !isOwn).map(({ value }) => value)
  if (others.length === 0) return { dots, band: undefined }
  const air = 0.02 * widthOf
  return { dots, band: [Math.min(...others) - air, Math.max(...others) + air] }
}
