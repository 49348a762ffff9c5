import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { Instruction, InstructionSubject } from '../../../domain/instruction.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { PlanCommitment } from '../problem.ts'
import { chargedSteps } from './charged-steps.ts'
import { electrolyserOf, fuelCellOf } from './site-units.ts'
import type { SiteView } from './site-view.ts'

/** What holds at the connection in each step. */
export interface SiteLimits {
  importLimitKW: number[]
  exportLimitKW: number[]
  commitments: PlanCommitment[]
}

/** Price of missing a wish of our own (peak target), EUR/MWh: below every contract, above every usual price. */
const comfortEurPerMWh = 400
/** Price of missing a power that the grid has ordered, EUR/MWh. */
const orderedEurPerMWh = 1_500

/** Share of the peak target left for what the forecast does not see: a plan at the target keeps the loop shaving. */
const peakMarginRatio = 0.05

/** Limits of the connection with margins, instructions and agreements on the steps of a plan. */
export function siteLimits(
  view: SiteView,
  edges: readonly EpochMs[],
  givenKW: ReadonlyMap<string, readonly (KW | undefined)[]>,
): SiteLimits {
  const { site, instructions, commitments } = view
  const { connection, controllers, plan } = site
  const marginKW = controllers.siteLimits.marginKW
  const lowest = (subject: InstructionSubject, limitKW: KW) =>
    steps(edges).map(([from, until]) =>
      instructions
        .filter((one) => one.subject === subject && holds(one, from, until))
        .reduce((least, one) => Math.min(least, Math.abs(one.powerKW)), Math.max(0, limitKW - marginKW)),
    )
  const ordered = instructions.filter((one) => one.subject === 'gridPower' && one.state !== 'cancelled')
  const peak = plan.peakTarget ? controllers.peakShaving : undefined
  return {
    importLimitKW: lowest('importLimit', connection.importLimitKW),
    exportLimitKW: lowest('exportLimit', connection.exportLimitKW),
    commitments: [
      ...commitments.flatMap((one) => partsOf(one).map((part) => agreed(site, part, edges, givenKW))),
      ...ordered.map((one) => agreedPower(one, edges)),
      ...(peak ? [peakTarget(view, Math.max(peak.aboveKW, view.peakSoFarKW), edges)] : []),
    ],
  }
}

function steps(edges: readonly EpochMs[]): [EpochMs, EpochMs][] {
  return edges.slice(1).map((until, t) => [edges[t] ?? until, until])
}

/** Whether it holds in the middle of the step: then for all of it. */
function holds(one: Pick<Instruction, 'from' | 'until' | 'state'>, from: EpochMs, until: EpochMs): boolean {
  const middle = (from + until) / 2
  return one.state !== 'cancelled' && one.state !== 'completed' && one.from <= middle && middle < one.until
}

/** One commitment for each part of its price, as parts begin at tolerances of their own. Energy is held once. */
function partsOf(one: Commitment): Commitment[] {
  const { heldKWh: _, parts, ...power } = one
  if (!parts || one.powerKW === 0) return [one]
  return parts.map(({ what, toleranceKW, eurPerMWh }) =>
    Object.assign({ ...power }, { label: `${one.label} (${what})`, toleranceKW, penaltyEurPerMWh: eurPerMWh }),
  )
}

/** Bounds of what is promised. What its assets give or draw besides the plan counts: somebody has ordered it, or it is not ours to steer. */
function agreed(
  { assets: known }: SiteView['site'],
  one: Commitment,
  edges: readonly EpochMs[],
  givenKW: ReadonlyMap<string, readonly (KW | undefined)[]>,
): PlanCommitment {
  const { label, powerKW, toleranceKW, assets, heldKWh, penaltyEurPerMWh } = one
  const isIn = steps(edges).map(([from, until]) => holds({ ...one, state: 'active' }, from, until))
  const given = (t: number) => (assets ?? []).reduce((sum, id) => sum + (givenKW.get(id)?.[t] ?? 0), 0)
  const bound = (isBound: boolean, kW: KW) => isIn.map((yes, t) => (yes && isBound ? kW - given(t) : undefined))
  const isHydrogen = (id: string) => known.some((asset) => asset.id === id && asset.kind === 'hydrogen')
  return {
    name: label,
    ...(assets && {
      members: assets.flatMap((id) => (isHydrogen(id) ? [id, electrolyserOf(id), fuelCellOf(id)] : [id])),
    }),
    ...(heldKWh !== undefined && { heldKWh: isIn.map((yes) => (yes ? heldKWh : 0)) }),
    // more than promised in the same direction is the own business of assets
    minKW: bound(!assets || powerKW > 0, powerKW - toleranceKW),
    maxKW: bound(!assets || powerKW < 0, powerKW + toleranceKW),
    penaltyEurPerMWh,
  }
}

function agreedPower(one: Instruction, edges: readonly EpochMs[]): PlanCommitment {
  const power = steps(edges).map(([from, until]) => (holds(one, from, until) ? one.powerKW : undefined))
  const name = `power ordered by ${one.owner}`
  return { name, minKW: power, maxKW: power, penaltyEurPerMWh: orderedEurPerMWh }
}

function peakTarget(view: SiteView, aboveKW: KW, edges: readonly EpochMs[]): PlanCommitment {
  const isCharged = chargedSteps(view, edges)
  return {
    name: 'peak shaving target',
    minKW: isCharged.map(() => undefined),
    maxKW: isCharged.map((yes) => (yes ? aboveKW * (1 - peakMarginRatio) : undefined)),
    penaltyEurPerMWh: comfortEurPerMWh,
  }
}
