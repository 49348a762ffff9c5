import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import { failureMode } from '../../../domain/health/failure-modes.ts'
import type { PointName } from '../../../domain/points.ts'
import { type Cause, type CauseEvidence, rankCauses } from './causes.ts'

/** A failure that explains what departs, with what else might. */
export interface Explanation {
  mode: FailureModeName
  /** How sure that a failure is behind it at all, 0 to 1; which one is in `causes`. */
  sure: number
  /** Share of this failure among all origins. */
  share: number
  causes: readonly Cause[]
}

/** Less sure than this explains nothing, and what it would explain stays open. */
const leastShare = 0.2
/** So many failures of one asset at once are told apart. */
const mostAtOnce = 3

/**
 * What explains the departures of an asset: the likeliest failure, then, of the signals it leaves open, the next one. A
 * sensor that explains its own signal takes only that away.
 */
export function explain(evidence: CauseEvidence): { found: Explanation[]; first: readonly Cause[] } {
  const open = new Map(evidence.z)
  const found: Explanation[] = []
  let first: readonly Cause[] | undefined
  let modes = evidence.modes
  for (let round = 0; round < mostAtOnce && open.size > 0; round++) {
    const causes = rankCauses({ ...evidence, z: open, modes })
    first ??= causes
    const [best] = causes
    if (!best || best.share < leastShare) break
    if (best.mode !== null) {
      const sure = causes.reduce((sum, { mode, share }) => sum + (mode === null ? 0 : share), 0)
      found.push({ mode: best.mode, sure, share: best.share, causes })
    }
    for (const point of explainedBy(best)) open.delete(point)
    modes = modes.filter((mode) => mode !== best.mode && signsLeft(mode, open))
  }
  return { found, first: first ?? [] }
}

function explainedBy({ mode, sensor }: Cause): readonly PointName[] {
  return mode === null ? [sensor] : failureMode(mode).signs.map(({ point }) => point)
}

function signsLeft(mode: FailureModeName, open: ReadonlyMap<PointName, number>): boolean {
  return failureMode(mode).signs.some(({ point }) => open.has(point))
}
