import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { fromJson, type Memory, no, toJson, type Truth, yes } from './truth.ts'

/** Times at which a rule holds for one asset, made from its truth scan by scan. */
export interface Holding extends Memory {
  /** Takes the truth of a scan; gives what changed by it. */
  take(at: EpochMs, truth: Truth): 'began' | 'ended' | undefined
  /** Begin of what holds, NaN while nothing does. */
  from(): EpochMs
  /** When it ended last. */
  to(): EpochMs
}

/** What is not known for so long has ended when it was last known to hold. */
const forgetMs: Ms = 86_400_000

/** Nothing holds yet. What comes back within `settleMs` has not ended: one event, not two. */
export function createHolding(settleMs: Ms): Holding {
  let from = Number.NaN
  let to = Number.NaN
  let lastYes = Number.NaN
  let noSince = Number.NaN
  const end = (at: EpochMs) => {
    from = Number.NaN
    to = at
    noSince = Number.NaN
    return 'ended' as const
  }
  return {
    take(at, truth) {
      if (truth === yes) {
        lastYes = at
        noSince = Number.NaN
        if (!Number.isNaN(from)) return undefined
        from = at
        return 'began'
      }
      if (Number.isNaN(from)) return undefined
      if (truth === no && Number.isNaN(noSince)) noSince = at
      if (!Number.isNaN(noSince)) return at - noSince >= settleMs ? end(noSince) : undefined
      return at - lastYes >= forgetMs ? end(lastYes) : undefined
    },
    from: () => from,
    to: () => to,
    save: () => [from, to, lastYes, noSince].map(toJson),
    load(saved) {
      ;[from, to, lastYes, noSince] = (saved as unknown[]).map(fromJson) as [number, number, number, number]
    },
  }
}
