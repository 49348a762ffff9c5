import type { RegisterName } from '../../../domain/metering/meter.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { AgreementLine, AgreementTerms, Exemption } from '../../../domain/settlement/agreement.ts'
import { bandWhOf, shortWhOf } from '../../../domain/settlement/reward.ts'
import type { Schedule } from '../../../domain/settlement/schedule.ts'

/** An agreement as its quantities are counted. */
export interface Counted {
  terms: AgreementTerms
  schedule: Schedule
  /** Quarters that do not count against the party that left the schedule, with the reason. */
  exempt: ReadonlyMap<Quarter, Exemption>
  /** Meter points whose energy is its energy; agreements that name the same ones share them. */
  meterPoints: readonly string[]
}

/** Energy of some meter points in a quarter, Wh, and how much of it was not measured. */
export interface PooledWh {
  wh: number
  estimatedWh: number
}

/** What the meters say: energy of a register of some points in a quarter; nothing = 0. */
export type Pool = (points: readonly string[], register: RegisterName, quarter: Quarter) => PooledWh

/** One quarter of an agreement as it counts. */
export interface CountedQuarter {
  quarter: Quarter
  scheduledTakenWh: number
  scheduledReturnedWh: number
  takenWh: number
  returnedWh: number
  /** Energy held when it began. */
  heldWh: number
  bandWh: number
  deviationWh: number
  unusedWh: number
  estimatedWh: number
  exempt: Exemption | null
}

/** Quarters of agreements, by their numbers. */
export type CountedQuarters = ReadonlyMap<string, readonly CountedQuarter[]>

/**
 * Counts quarter by quarter what agreements, in the order of their numbers, took and returned. Of the energy of a quarter each agreement gets at most what was
 * agreed for it; when it is less than all agreed, shares by what was agreed, the odd Wh to the lower numbers. What goes
 * beyond is the site's own business: nobody pays for more than he ordered.
 */
export function countQuarters(
  all: readonly Counted[],
  { from, upTo }: { from: Quarter; upTo: Quarter },
  pool: Pool,
): CountedQuarters {
  const counted = new Map(all.map(({ terms }) => [terms.agreement, [] as CountedQuarter[]]))
  const held = new Map<string, number>()
  for (let quarter = from; quarter < upTo; quarter++) {
    const running = all.filter(({ terms }) => terms.accumulateFrom <= quarter && quarter < terms.supplyTo)
    const taken = shares(running, quarter, 'takenWh', pool)
    const returned = shares(running, quarter, 'returnedWh', pool)
    for (const one of running) {
      const { agreement } = one.terms
      const before = held.get(agreement) ?? 0
      const [got, gave] = [taken.get(one) ?? nothing, returned.get(one) ?? nothing]
      counted.get(agreement)?.push(countedOf(one, quarter, before, got, gave))
      held.set(agreement, before + got.wh - gave.wh)
    }
  }
  return counted
}

const nothing: PooledWh = { wh: 0, estimatedWh: 0 }

/** Register that counts: a storage absorbs what it takes and injects what it returns; a consumer's delivery is absorbed. */
function registerOf({ kind }: AgreementTerms, side: 'takenWh' | 'returnedWh'): 'absorbed' | 'injected' {
  return side === 'takenWh' || kind === 'utilization' ? 'absorbed' : 'injected'
}

function shares(
  running: readonly Counted[],
  quarter: Quarter,
  side: 'takenWh' | 'returnedWh',
  pool: Pool,
): Map<Counted, PooledWh> {
  const wanted = running.filter(({ schedule }) => schedule(quarter)[side] > 0)
  const groups = Map.groupBy(wanted, (one) => `${registerOf(one.terms, side)}/${one.meterPoints.join()}`)
  const found = new Map<Counted, PooledWh>()
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const there = pool(first.meterPoints, registerOf(first.terms, side), quarter)
    const agreed = group.map(({ schedule }) => schedule(quarter)[side])
    for (const [i, wh] of shareOut(there.wh, agreed).entries()) {
      const one = group[i]
      const estimatedWh = there.wh > 0 ? Math.floor((wh * there.estimatedWh) / there.wh) : 0
      if (one) found.set(one, { wh, estimatedWh })
    }
  }
  return found
}

/** Energy for each of some agreed amounts: all of them, or shares of what is there, the odd Wh to the first. */
function shareOut(thereWh: number, agreed: readonly number[]): number[] {
  const sum = agreed.reduce((all, wh) => all + wh, 0)
  if (thereWh >= sum) return [...agreed]
  const floors = agreed.map((wh) => Number((BigInt(thereWh) * BigInt(wh)) / BigInt(sum)))
  let left = thereWh - floors.reduce((all, wh) => all + wh, 0)
  return floors.map((wh) => wh + (left-- > 0 ? 1 : 0))
}

function countedOf(
  one: Counted,
  quarter: Quarter,
  heldWh: number,
  taken: PooledWh,
  returned: PooledWh,
): CountedQuarter {
  const agreed = one.schedule(quarter)
  const exempt = one.exempt.get(quarter) ?? null
  const off = offBy(agreed.takenWh, taken.wh) + offBy(agreed.returnedWh, returned.wh)
  // a utilization is metered where the payer draws: what he leaves is his own doing
  const isPayers = exempt === 'notBrought' || (exempt === null && one.terms.kind === 'utilization')
  const isPayees = exempt === null && !isPayers
  return {
    quarter,
    scheduledTakenWh: agreed.takenWh,
    scheduledReturnedWh: agreed.returnedWh,
    takenWh: taken.wh,
    returnedWh: returned.wh,
    heldWh: Math.max(0, heldWh),
    bandWh: agreed.takenWh + agreed.returnedWh === 0 ? 0 : bandWhOf(agreed.takenWh + agreed.returnedWh),
    deviationWh: isPayees ? off : 0,
    unusedWh: isPayers ? off : 0,
    estimatedWh: taken.estimatedWh + returned.estimatedWh,
    exempt,
  }
}

/** Energy off the schedule beyond the band; 0 where nothing was agreed. */
function offBy(scheduledWh: number, wh: number): number {
  return scheduledWh === 0 ? 0 : Math.max(0, Math.abs(wh - scheduledWh) - bandWhOf(scheduledWh))
}

/** The cumulative line of counted quarters; final when they reach the end of the agreement. */
export function lineOf(
  terms: AgreementTerms,
  quarters: readonly CountedQuarter[],
  upTo: Quarter,
  proofsRoot: string,
): AgreementLine {
  const upToQuarter = Math.min(upTo, terms.supplyTo)
  const within = quarters.filter(({ quarter }) => quarter < upToQuarter)
  const sum = (pick: (one: CountedQuarter) => number) => within.reduce((all, one) => all + pick(one), 0)
  const [takenWh, returnedWh] = [sum((one) => one.takenWh), sum((one) => one.returnedWh)]
  const isFinal = upToQuarter === terms.supplyTo
  return {
    agreement: terms.agreement,
    upToQuarter,
    takenWh,
    returnedWh,
    reservedWhQ: `${BigInt(terms.volumeWh) * BigInt(Math.max(0, upToQuarter - terms.accumulateFrom))}`,
    storedWhQ: `${within.reduce((all, { heldWh }) => all + BigInt(heldWh), 0n)}`,
    shortWh: isFinal ? shortWhOf(terms, takenWh, returnedWh) : 0,
    deviationWh: sum((one) => one.deviationWh),
    unusedWh: sum((one) => one.unusedWh),
    estimatedWh: sum((one) => one.estimatedWh),
    isFinal,
    proofsRoot,
  }
}
