import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { explained } from './compound.ts'
import type { Edge } from './edges.ts'
import { fitting, type Known, oddness, type Open, type Run } from './match-edges.ts'

/** Brings edges upwards and downwards together. */
export interface Matcher {
  /** Takes an edge; gives the runs that end with it. */
  take(edge: Edge, noiseKW: KW): Run[]
  /** What is on cannot be more than what is drawn: forgets what has been on oddly long until it fits. */
  fit(at: EpochMs, levelKW: KW): void
  open(): readonly Open[]
}

/** One edge that fits so well needs no other explanation. */
const plainCost = 0.5
const mostOpen = 48
/** Nothing runs longer and is still told by its edges. */
const longestMs: Ms = 30 * 3_600_000
/** A matcher; `before` is what was on when its state was kept. */
export function createMatcher(known: Known, before: readonly Open[] = []): Matcher {
  let open: Open[] = [...before]
  return {
    take({ at, stepKW }, noiseKW) {
      open = open.filter((on) => at - on.at <= Math.min(longestMs, known.longestMs(on.stepKW)))
      if (stepKW > 0) {
        open = [...open, { at, stepKW }].slice(-mostOpen)
        return []
      }
      const off = { at, powerKW: -stepKW, noiseKW }
      const one = fitting(open, off, known)
      const found = one && one.cost < plainCost ? undefined : explained(open, off, known)
      if (found && (!one || found.cost < one.cost)) {
        open = found.open
        return found.runs
      }
      if (!one) return []
      open = open.filter((on) => on !== one.on)
      return [{ from: one.on.at, to: at, powerKW: (one.on.stepKW - stepKW) / 2 }]
    },
    fit(at, levelKW) {
      let sumKW = open.reduce((sum, on) => sum + on.stepKW, 0)
      while (sumKW > levelKW * 1.05 + 1 && open.length > 0) {
        const odd = open.map((on) => oddness(on.stepKW, at - on.at, known))
        const gone = open[odd.indexOf(Math.max(...odd))]
        open = open.filter((on) => on !== gone)
        sumKW -= gone?.stepKW ?? 0
      }
    },
    open: () => open,
  }
}
