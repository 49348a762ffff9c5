import type { Headroom } from '../../../../domain/rpc/live.ts'
import type { KW } from '../../../../domain/units.ts'

/** One step of what the site can give: what becomes reachable since the step before, and all up to here. */
export interface GiveStep {
  withinS: number
  addedKW: KW
  reachedKW: KW
}

/** Turns rising totals into steps; a total that does not rise adds nothing. */
export function giveSteps(canGive: Headroom['canGive']): GiveStep[] {
  let before = 0
  return canGive
    .toSorted((a, b) => a.withinS - b.withinS)
    .map(({ withinS, powerKW }) => {
      const reachedKW = Math.max(before, powerKW)
      const step = { withinS, addedKW: reachedKW - before, reachedKW }
      before = reachedKW
      return step
    })
}
