import type { UnitGroup } from '../model/relaxed-model.ts'
import { at, type OnOff, type PlanProblem } from '../problem.ts'
import { type UnitTimes, unitTimes } from '../unit-times.ts'
import type { Dispatch, Dispatched } from './dispatch.ts'
import { apart, type Flip, flipKey, flipsTowards, partnerSteps, shifts, withFlips } from './proposals.ts'
import { cheapestPath, type UnitPricing } from './unit-path.ts'
import { type CouplingDuals, meanDuals, relaxedShares, unitPricesEur } from './unit-prices.ts'

/** What the search starts from. */
export interface SearchNeeds {
  problem: PlanProblem
  groups: readonly UnitGroup[]
  hours: readonly number[]
  dispatch: Dispatch
  relaxed: { values: Float64Array; duals: CouplingDuals }
  /** Whether a schedule of this cost is good enough. */
  isGood(costEur: number): boolean
  /** Whether there is time for another solution. */
  mayGoOn(): boolean
  /** On and off of the last plan, where it still fits. */
  last?: OnOff | undefined
}

/** Price that pulls a unit towards its share in the relaxed programme, EUR per step; from tries, higher ones rarely help. */
const pullEur = 0.3
/** Solutions at most. */
const solvesAtMost = 60

/**
 * Finds on and off: rounds the relaxed programme by its prices, then turns over the runs of steps that the prices of
 * the schedule itself call wrong, several at a time, while that makes it cheaper.
 */
export function searchOnOff(needs: SearchNeeds): Dispatched {
  const { dispatch } = needs
  const context = { ...needs, partners: partnersOf(needs.problem), times: timesOf(needs.problem) }
  const before = needs.last && dispatch.of(needs.last)
  if (before && needs.isGood(before.costEur)) return before
  const fresh = dispatch.of(rounded(context))
  return improved(context, before && before.costEur < fresh.costEur ? before : fresh)
}

interface Context extends SearchNeeds {
  /** The unit that never runs together with this one, -1 for none. */
  partners: readonly number[]
  times: readonly UnitTimes[]
}

function timesOf(problem: PlanProblem): UnitTimes[] {
  return problem.units.map((unit) => unitTimes(problem, unit))
}

function partnersOf({ units, tanks }: PlanProblem): number[] {
  return units.map(({ id }) => {
    const tank = tanks.find(({ fill, drain }) => fill === id || drain === id)
    const partner = tank?.fill === id ? tank.drain : tank?.fill
    return units.findIndex((unit) => unit.id === partner)
  })
}

function pricings(
  context: Context,
  duals: CouplingDuals,
  onOff: OnOff,
  shares?: readonly Float64Array[],
): UnitPricing[] {
  const prices = unitPricesEur(context.problem, context.hours, duals)
  return context.problem.units.map((unit, i) => ({
    unit,
    times: context.times[i] ?? unitTimes(context.problem, unit),
    onEur: shares ? pulled(prices[i], shares[i]) : (prices[i] ?? []),
    blocked: partnerSteps(onOff, context.partners, i),
  }))
}

function pulled(prices: Float64Array | undefined, share: Float64Array | undefined): Float64Array {
  return (prices ?? new Float64Array(0)).map((price, t) => price + pullEur * (1 - 2 * at(share ?? [], t)))
}

/** First choice: each unit's cheapest path at the prices of the relaxed programme. */
function rounded(context: Context): OnOff {
  const shares = relaxedShares(context.problem, context.groups, context.relaxed.values)
  // a stack that must run on keeps its partner off, whichever is looked at first
  const onOff: Uint8Array[] = context.times.map(({ mustRunSteps }) =>
    new Uint8Array(context.hours.length).fill(1, 0, mustRunSteps),
  )
  for (const i of onOff.keys()) {
    const pricing = pricings(context, context.relaxed.duals, onOff, shares)[i]
    if (pricing) onOff[i] = cheapestPath(pricing)
  }
  return onOff
}

/** Where flips come from, in the order they are tried: the paths that prices call best, then small shifts. */
const sources: readonly ((context: Context, best: Dispatched) => Flip[])[] = [
  (context, best) => proposals(context, best.duals, best.onOff),
  (context, best) => proposals(context, meanDuals(best.duals, context.relaxed.duals), best.onOff),
  (context, best) => proposals(context, context.relaxed.duals, best.onOff),
  (context, best) =>
    pricings(context, best.duals, best.onOff).flatMap((pricing, i) => shifts(pricing, i, best.onOff[i] ?? noSteps)),
]
const noSteps = new Uint8Array(0)

function improved(context: Context, first: Dispatched): Dispatched {
  const { dispatch, isGood, mayGoOn } = context
  const tabu = new Set<string>()
  let best = first
  let place = 0
  while (!isGood(best.costEur) && mayGoOn() && dispatch.solves() < solvesAtMost) {
    const source = sources[place]
    if (!source) return best
    const flips = apart(source(context, best).filter((flip) => !tabu.has(flipKey(flip))))
    const better = firstBetter(context, best, flips, tabu)
    if (better) [best, place] = [better, 0]
    else if (flips.length === 0) place++
  }
  return best
}

/** All flips together, then the better half of them, down to the single best, which is not tried again when it fails. */
function firstBetter(context: Context, best: Dispatched, flips: Flip[], tabu: Set<string>): Dispatched | undefined {
  for (let count = flips.length; count >= 1; count = Math.floor(count / 2)) {
    if (!context.mayGoOn()) return undefined
    const tried = context.dispatch.of(withFlips(best.onOff, flips.slice(0, count)))
    if (tried.costEur < best.costEur - 1e-6) return tried
    if (count === 1 && flips[0]) tabu.add(flipKey(flips[0]))
  }
  return undefined
}

function proposals(context: Context, duals: CouplingDuals, onOff: OnOff): Flip[] {
  return pricings(context, duals, onOff).flatMap((pricing, i) => {
    const present = onOff[i]
    return present ? flipsTowards(pricing, i, present, cheapestPath(pricing)) : []
  })
}
