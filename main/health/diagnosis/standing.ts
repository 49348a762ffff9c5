import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Explanation } from './explain.ts'

/**
 * When a failure is announced and when it is over: sure enough for a day and a half that something fails, and this more likely than
 * all else; gone for two days. The gap between the two is what keeps a forecast from coming and going.
 */
export const announcing = { sure: 0.8, share: 0.6, judgements: 6, suspected: 0.3, gone: 0.3, goneJudgements: 8 }

/** How long a failure has been seen, or no longer. */
interface Seen {
  /** First suspected. */
  sinceAt: EpochMs
  sure: number
  gone: number
  isAnnounced: boolean
}

/** What an asset's forecasts have to do at an instant. */
export interface Steps {
  announce: { explanation: Explanation; sinceAt: EpochMs }[]
  update: Explanation[]
  end: FailureModeName[]
}

/** Follows the explanations of one asset; `standing` are the failures already announced. */
export function createStanding(standing: readonly { mode: FailureModeName; sinceAt: EpochMs }[] = []) {
  const seen = new Map<FailureModeName, Seen>(
    standing.map(({ mode, sinceAt }) => [mode, { sinceAt, sure: 0, gone: 0, isAnnounced: true }]),
  )
  return {
    /** `thresholdRatio` above 1 asks for more before anything is announced. */
    step(at: EpochMs, found: readonly Explanation[], thresholdOf: (mode: FailureModeName) => number): Steps {
      const steps: Steps = { announce: [], update: [], end: [] }
      for (const explanation of found) {
        const { mode, sure, share } = explanation
        const one = seen.get(mode) ?? { sinceAt: at, sure: 0, gone: 0, isAnnounced: false }
        if (sure < announcing.suspected && !one.isAnnounced) continue
        seen.set(mode, one)
        one.sure = sure >= thresholdOf(mode) && share >= announcing.share ? one.sure + 1 : 0
        if (one.isAnnounced) steps.update.push(explanation)
        else if (one.sure >= announcing.judgements) {
          one.isAnnounced = true
          steps.announce.push({ explanation, sinceAt: one.sinceAt })
        }
      }
      for (const [mode, one] of seen) {
        const share = found.find((explanation) => explanation.mode === mode)?.share ?? 0
        one.gone = share < announcing.gone ? one.gone + 1 : 0
        if (one.gone < (one.isAnnounced ? announcing.goneJudgements : 1)) continue
        seen.delete(mode)
        if (one.isAnnounced) steps.end.push(mode)
      }
      return steps
    },
    /** A person ended it. */
    drop: (mode: FailureModeName): void => void seen.delete(mode),
  }
}
