import type { NodePlace } from '../../domain/rpc/market/shapes.ts'
import type { Place } from './matching/distance.ts'

/** Narrow part of the database that places need. */
export interface PlaceDb {
  all<Row>(sql: string): Row[]
  durable<T>(work: () => T): T
  run(sql: string, ...values: (string | number)[]): number
}

/** Where nodes are, as people said; it stays on this machine. Node 0 is this site. */
export interface Places {
  list(): NodePlace[]
  of(node: number): Place | undefined
  keep(place: NodePlace): void
}

/** Places in the site's database. */
export function createPlaces(db: PlaceDb): Places {
  const known = new Map(
    db
      .all<NodePlace>('SELECT node, latitude_deg AS latitudeDeg, longitude_deg AS longitudeDeg FROM market_place')
      .map((place) => [place.node, place]),
  )
  return {
    list: () => [...known.values()],
    of: (node) => known.get(node),
    keep({ node, latitudeDeg, longitudeDeg }) {
      db.durable(() =>
        db.run(
          'INSERT OR REPLACE INTO market_place (node, latitude_deg, longitude_deg) VALUES (?, ?, ?)',
          node,
          latitudeDeg,
          longitudeDeg,
        ),
      )
      known.set(node, { node, latitudeDeg, longitudeDeg })
    },
  }
}
