import type { EpochMs, KW, Ms } from '../units.ts'

/** What the plan foresees for one asset, a place per step. */
export interface PlannedAsset {
  /** Mean power of the step, kW, positive into the bus. */
  powerKW: readonly KW[]
  /** Stored energy at the end of the step, kWh; absent for what stores nothing. */
  energyKWh?: readonly number[]
  /** Worth of one more MWh in the storage at the end of the step, EUR/MWh; absent for what stores nothing. */
  storedValueEurPerMWh?: readonly number[]
}

/** A soft limit that the plan could not keep: named, with its size and price. */
export interface BrokenLimit {
  /** Words for people, such as `import limit` or `emergency reserve`. */
  limit: string
  from: EpochMs
  until: EpochMs
  /** Largest excess, in the unit of the limit. */
  by: number
  unit: 'kW' | 'kWh'
  /** What the excess costs in the objective, EUR. */
  costEur: number
}

/** How good a plan is, certified against the linear bound. All in EUR over the horizon; lower is better. */
export interface PlanQuality {
  costEur: number
  /** No schedule can cost less than this. */
  boundEur: number
  /** (cost - bound) over max(|bound without constants|, 10 % of the turnover). */
  gapRatio: number
  tookMs: Ms
}

/** Setpoints foreseen by step for the whole site, accepted by the independent check. Steps are half-open, UTC. */
export interface Plan {
  id: string
  madeAt: EpochMs
  /** Why it was made: every five minutes, or the event that asked for it. */
  madeFor: string
  /** Begin of each step and, last, the end of the horizon; one place more than there are steps. */
  edges: readonly EpochMs[]
  /** Prices and forecasts it rests on, a place per step. */
  importPriceEurPerMWh: readonly number[]
  exportPriceEurPerMWh: readonly number[]
  /** Power of the connection, import positive. */
  gridKW: readonly KW[]
  /** What one more MWh at the bus is worth: the dual of the balance, EUR/MWh. */
  busPriceEurPerMWh: readonly number[]
  assets: Readonly<Record<string, PlannedAsset>>
  broken: readonly BrokenLimit[]
  quality: PlanQuality
}

/**
 * How planning stands. `waiting` the first plan is being made or nothing to plan with has come; `good` the newest plan is
 * in time; `late` it is the last valid one, and newer ones fail; `expired` none may be followed, safe rules hold;
 * `off` by the site file.
 */
export const planStates = ['off', 'waiting', 'good', 'late', 'expired'] as const
/** One of {@link planStates}. */
export type PlanState = (typeof planStates)[number]

/** How planning stands, for screens and alarms. */
export interface PlanStatus {
  state: PlanState
  /** Why it is not good; empty when it is. */
  detail: string
  planId: string | null
  madeAt: EpochMs | null
  /** From then on it is not followed any more, unless a newer one comes. */
  expiresAt: EpochMs | null
}

/** What the control loop takes from the plan for this moment. */
export interface PlanNow {
  planId: string
  stepFrom: EpochMs
  stepUntil: EpochMs
  busPriceEurPerMWh: number
  /**
   * Something lies between bus and grid in this step - a limit of the connection, a peak target, a reserve: energy on the
   * bus is worth another price than outside, so the price outside is no reason for anything.
   */
  isBound?: true
  gridKW: KW
  /** Power per asset id, kW, positive into the bus. */
  powerKW: Readonly<Record<string, KW>>
  storedValueEurPerMWh: Readonly<Record<string, number>>
}

/** Prices that differ by less are one. */
const sameEurPerMWh = 0.5

/** The step of the plan that holds at `now`; `undefined` before its first and after its last step. */
export function planAt(plan: Plan, now: EpochMs): PlanNow | undefined {
  const place = plan.edges.findLastIndex((edge) => edge <= now)
  const [stepFrom, stepUntil] = [plan.edges[place], plan.edges[place + 1]]
  if (stepFrom === undefined || stepUntil === undefined) return undefined
  const at = (values: readonly number[] | undefined) => values?.[place]
  const entries = Object.entries(plan.assets)
  const known = (pick: (asset: PlannedAsset) => number | undefined) =>
    Object.fromEntries(
      entries.flatMap(([id, asset]) => {
        const value = pick(asset)
        return value === undefined ? [] : [[id, value] as const]
      }),
    )
  const busPriceEurPerMWh = at(plan.busPriceEurPerMWh) ?? 0
  const isAbove = busPriceEurPerMWh > (at(plan.importPriceEurPerMWh) ?? Infinity) + sameEurPerMWh
  const isBelow = busPriceEurPerMWh < (at(plan.exportPriceEurPerMWh) ?? -Infinity) - sameEurPerMWh
  return {
    planId: plan.id,
    stepFrom,
    stepUntil,
    busPriceEurPerMWh,
    ...(isAbove || isBelow ? { isBound: true as const } : {}),
    gridKW: at(plan.gridKW) ?? 0,
    powerKW: known((asset) => at(asset.powerKW)),
    storedValueEurPerMWh: known((asset) => at(asset.storedValueEurPerMWh)),
  }
}
