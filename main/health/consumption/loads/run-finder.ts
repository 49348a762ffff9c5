import type { EpochMs, KW } from '../../../../domain/units.ts'
import { createEdgeFinder } from './edges.ts'
import type { Known, Open, Run } from './match-edges.ts'
import { createMatcher } from './match.ts'

/** Finds runs of consumers in a draw that comes second by second. */
export interface RunFinder {
  /** Draw of a second, positive; gives the runs that are seen to end. */
  take(at: EpochMs, drawKW: KW): Run[]
  /** After a gap nothing is known of what happened in it. */
  gap(): void
  noiseKW(): KW
  open(): readonly Open[]
}

/** A finder, going on from the noise it knew and what was on. */
export function createRunFinder(known: Known, kept?: { noiseKW: KW; open: readonly Open[] }): RunFinder {
  const edges = createEdgeFinder(kept ? { noiseKW: kept.noiseKW } : {})
  const matcher = createMatcher(known, kept?.open)
  return {
    take(at, drawKW) {
      const seen = edges.take(at, drawKW)
      if (!seen?.edge) return []
      const runs = matcher.take(seen.edge, edges.noiseKW())
      if (seen.edge.stepKW < 0) matcher.fit(at, seen.levelKW)
      return runs
    },
    gap: edges.gap,
    noiseKW: edges.noiseKW,
    open: matcher.open,
  }
}
