import { at, type OnOff } from '../problem.ts'
import { pathEur, type UnitPricing } from './unit-path.ts'

/** A run of steps in which a unit would better be the other way. */
export interface Flip {
  unit: number
  from: number
  /** First step after it. */
  until: number
  /** What it saves at the prices it was found with: no less than what it really saves. */
  gainEur: number
}

/** Name of a flip, for remembering that it failed. */
export function flipKey({ unit, from, until }: Flip): string {
  return `${unit}:${from}-${until}`
}

/** The flips that lead from the present path of a unit to a cheaper one, each legal by itself and worth its while. */
export function flipsTowards(pricing: UnitPricing, unit: number, present: Uint8Array, better: Uint8Array): Flip[] {
  const costEur = pathEur(pricing, present)
  const flips: Flip[] = []
  for (let t = 0; t < present.length; t++) {
    if (present[t] === better[t]) continue
    const from = t
    while (t + 1 < present.length && present[t + 1] !== better[t + 1] && present[t + 1] === present[from]) t++
    const flip = { unit, from, until: t + 1, gainEur: 0 }
    flip.gainEur = costEur - pathEur(pricing, flipped(present, flip))
    flips.push(flip)
  }
  return flips.filter(({ gainEur }) => gainEur > 1e-6)
}

/** Steps by which a start or stop is tried earlier and later. */
const shiftSteps = [1, 2, 4]

/**
 * Every start and stop of a unit some steps earlier or later, where that is legal and worth its while at the prices of
 * the schedule. These prices overstate what a change saves, so what they call a loss is one.
 */
export function shifts(pricing: UnitPricing, unit: number, present: Uint8Array): Flip[] {
  const costEur = pathEur(pricing, present)
  const flips: Flip[] = []
  for (let t = 0; t < present.length; t++) {
    const before = t === 0 ? (pricing.unit.start.isOn ? 1 : 0) : at(present, t - 1)
    if (before === present[t]) continue
    for (const steps of shiftSteps)
      for (const from of [t, t - steps]) {
        const flip = { unit, from, until: from + steps, gainEur: 0 }
        if (from < 0 || flip.until > present.length) continue
        flip.gainEur = costEur - pathEur(pricing, flipped(present, flip))
        if (flip.gainEur > 1e-6) flips.push(flip)
      }
  }
  return flips
}

/** The path with the run turned over. */
export function flipped(path: Uint8Array, { from, until }: Flip): Uint8Array {
  return path.map((isOn, t) => (t >= from && t < until ? 1 - isOn : isOn))
}

/** Steps between flips taken together: nearer ones move each other's prices. */
const apartSteps = 6

/** The most worthwhile flips that don't meet in time. */
export function apart(flips: readonly Flip[]): Flip[] {
  const taken: Flip[] = []
  for (const flip of flips.toSorted((a, b) => b.gainEur - a.gainEur)) {
    const isFree = taken.every(
      (other) => flip.from >= other.until + apartSteps || other.from >= flip.until + apartSteps,
    )
    if (isFree) taken.push(flip)
  }
  return taken
}

/** On and off with the flips done. */
export function withFlips(onOff: OnOff, flips: readonly Flip[]): OnOff {
  return onOff.map((path, i) => flips.filter(({ unit }) => unit === i).reduce(flipped, path))
}

/** Steps in which the partner of a unit runs, by unit. */
export function partnerSteps(onOff: OnOff, partners: readonly number[], unit: number): Uint8Array | undefined {
  const partner = at(partners, unit)
  return partner >= 0 ? onOff[partner] : undefined
}
