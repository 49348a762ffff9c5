import type { Asset } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { explained } from '../normal/explained.ts'
import { createPeerDetector, type PeerState } from '../peers/peers.ts'
import { peerDefaults } from '../peers/settings.ts'
import { createMemory } from '../stream/memory.ts'
import { createBlocks } from './blocks.ts'
import { comparedRaw } from '../points/looks.ts'
import type { Kept } from './point-watch.ts'
import type { SeesVerdicts } from './verdict-book.ts'
import { aboveWords, capital, pointWords } from './words.ts'

const hourMs: Ms = 3_600_000

/** A point that several assets have, with those assets. */
interface Row {
  point: PointName
  members: readonly Asset[]
  /** True when their drivers explain it; what all of them have in common is then news too. */
  isExplained: boolean
}

/** One point compared over several assets. */
export interface PeerWatch extends Row {
  /** A row around `at`: what drivers leave of the point, one for each member; NaN when missing. */
  row(at: EpochMs, rests: Float64Array): void
  parts: Readonly<Record<string, Kept>>
}

/** Every comparison that the assets allow: at least three of one kind that have the point (of all kinds, for the air). */
export function peerWatchesOf(needs: {
  assets: readonly Asset[]
  has: (assetId: string, point: PointName) => boolean
  /** Smallest spread of a point that counts at an asset, in its unit. */
  finest: (assetId: string, point: PointName) => number
  book: SeesVerdicts
}): PeerWatch[] {
  const { assets, has, finest, book } = needs
  const kinds = [...new Set(assets.map(({ kind }) => kind))]
  const rows = kinds.flatMap((kind): Row[] => {
    const alike = assets.filter((asset) => asset.kind === kind)
    const row = (point: PointName, isExplained: boolean): Row => ({
      point,
      members: alike.filter(({ id }) => has(id, point)),
      isExplained,
    })
    const modelled = explained[kind].map(({ point }) => row(point, true))
    return modelled.concat(comparedRaw.map((point) => row(point, false)))
  })
  return rows
    .filter(({ members }) => members.length >= peerDefaults.leastMembers)
    .map((row) => createPeerWatch(row, () => Math.max(...row.members.map(({ id }) => finest(id, row.point))), book))
}

function createPeerWatch(row: Row, finest: () => number, book: SeesVerdicts): PeerWatch {
  const { members } = row
  const detector = createPeerDetector(members.length, { finest, byRatio: false })
  const memory = createMemory()
  const hours = createBlocks(memory, members.length, { blockMs: hourMs }, ({ at, mean }) =>
    tell(row, detector.push(mean), at, book),
  )
  return { ...row, row: (at, rests) => hours.push(at, rests), parts: { peers: detector, hours: memory } }
}

function tell({ point, members, isExplained }: Row, state: PeerState, at: EpochMs, book: SeesVerdicts): void {
  const name = capital(pointWords(point))
  members.forEach(({ id: assetId, kind }, i) => {
    const score = state.members[i] as number
    if (Number.isNaN(score)) return
    const by = aboveWords(point, state.offs[i] as number)
    const reason = `${name} ${by} what ${members.length - 1} other ${kind}s show`
    const why = () => ({ signals: [{ point, sharePct: 100, words: `${by} its peers` }], reason })
    book.see({ detector: 'peers', assetId, point, score, at, why })
  })
  const [first] = members
  if (!isExplained || !first) return
  // a verdict needs an asset: the first of the row speaks for all
  const by = aboveWords(point, state.rowOff)
  const reason = `${name} of the whole row of ${members.length} ${first.kind}s is ${by} its past`
  const why = () => ({ signals: [{ point, sharePct: 100, words: `${by} the past of the whole row` }], reason })
  book.see({ detector: 'peers', assetId: first.id, point: null, score: state.row, at, why })
}
