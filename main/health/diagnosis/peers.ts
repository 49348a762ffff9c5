import type { PointName } from '../../../domain/points.ts'
import type { Asset } from '../../../domain/asset.ts'
import { scalesOff } from './asset-watch.ts'
import type { Departure } from './normal/signal.ts'
import { median } from '../statistics.ts'

/** Fewer peers don't tell what is common to all. */
const leastPeers = 3

/** Assets that are compared with each other: of one kind, without those that a technician took out. */
export function peersOf(
  asset: Pick<Asset, 'id' | 'kind'>,
  assets: readonly Asset[],
  apart: ReadonlySet<string>,
): string[] {
  if (apart.has(asset.id)) return []
  return assets.filter(({ id, kind }) => kind === asset.kind && id !== asset.id && !apart.has(id)).map(({ id }) => id)
}

/**
 * Departures with what all peers show alike taken away - weather, air, a price that changed how all of them run: it
 * counts as expected.
 */
export function againstPeers(
  own: ReadonlyMap<PointName, Departure>,
  peers: readonly ReadonlyMap<PointName, Departure>[],
): Map<PointName, Departure> {
  const left = new Map<PointName, Departure>()
  for (const [point, departure] of own) {
    const others = peers.flatMap((peer) => peer.get(point) ?? []).map(scalesOff)
    const common = others.length >= leastPeers ? median(others) : 0
    left.set(point, { ...departure, expected: departure.expected + common * departure.scale })
  }
  return left
}
