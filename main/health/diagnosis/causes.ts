import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { FailureSign } from '../../../domain/health/modes/mode.ts'
import type { PointName } from '../../../domain/points.ts'

/** A possible origin of what departs: a failure, or a sensor that tells something wrong. */
export type Origin = { mode: FailureModeName; sensor: null } | { mode: null; sensor: PointName }

/** An origin with how likely it is. */
export type Cause = Origin & { /** 0 to 1; those of all origins and "nothing is wrong" add up to 1. */ share: number }

/** What the ranking of causes goes by. */
export interface CauseEvidence {
  /** Departures in scales, positive above normal; a signal that is not known is absent. */
  z: ReadonlyMap<PointName, number>
  modes: readonly FailureModeName[]
  /** Factor on the odds of a failure by what else speaks for it: rules, technicians. 1 = nothing. */
  oddsOf(mode: FailureModeName): number
}

/**
 * Odds that a given failure is developing at an asset before anything is seen: one in some years, seen for two months.
 * A sensor that drifts is rarer.
 */
const prior = { failure: 0.03, sensor: 0.002 }
/** Size of a departure that a failure makes: half of them are beyond it, and large ones come too (Pareto), in scales. */
const shownSize = 10
/** A departure that is seen is beyond about so many scales. */
const visible = 2
/** Chance of a departure by something we don't know, and its size, in scales. */
const stray = { share: 0.02, size: 2.5 }
/**
 * A sign may stay away although the failure is there: the leading one seldom; another by its weight beside the leading
 * one, and the seldomer the further the failure has come, in scales.
 */
const missing = { leading: 0.05, mostCertain: 0.95, byWeight: 1.4, settles: 6 }

/**
 * Ranks what may be behind the departures of an asset (naive Bayes over signs; a sign that should be there and is not
 * speaks against a failure, a departure it does not explain speaks for another origin). The likeliest first; the shares
 * left to 1 are those of "nothing is wrong".
 */
export function rankCauses({ z, modes, oddsOf }: CauseEvidence): Cause[] {
  const known = modes.filter((mode) => failureMode(mode).signs.some(({ point }) => z.has(point)))
  const origins: { origin: Origin; odds: number }[] = [
    ...known.map((mode) => ({
      origin: { mode, sensor: null },
      odds: prior.failure * oddsOf(mode) * Math.exp(modeEvidence(mode, z)),
    })),
    ...[...z].map(([sensor, value]) => ({
      origin: { mode: null, sensor },
      odds: prior.sensor * Math.exp(shown(Math.abs(value)) - normal(value)),
    })),
  ]
  const total = 1 + origins.reduce((sum, { odds }) => sum + odds, 0)
  return origins
    .map(({ origin, odds }) => Object.assign({}, origin, { share: odds / total }))
    .toSorted((a, b) => b.share - a.share)
}

/** Logarithm of how much likelier the departures are with this failure than without. */
function modeEvidence(mode: FailureModeName, z: ReadonlyMap<PointName, number>): number {
  const { signs } = failureMode(mode)
  const leading = signs.reduce((most, sign) => (sign.weight > most.weight ? sign : most))
  const furthest = Math.max(0, ...signs.map((sign) => inDirection(sign, z.get(sign.point) ?? 0)))
  let sum = 0
  for (const sign of signs) {
    const value = z.get(sign.point)
    if (value === undefined) continue
    const certain = Math.min(missing.mostCertain, (missing.byWeight * sign.weight) / leading.weight)
    const mayMiss = sign === leading ? missing.leading : 1 - certain * (1 - Math.exp(-furthest / missing.settles))
    const [with_, without] = [Math.exp(shown(inDirection(sign, value))), Math.exp(normal(value))]
    sum += Math.log(((1 - mayMiss) * with_ + mayMiss * without) / without)
  }
  return sum
}

/** Logarithm of the density of a departure that a failure makes: one that can be seen, so not near zero. */
function shown(value: number): number {
  if (value <= 0.01) return -30
  const seen = -Math.expm1(-((value / visible) ** 2))
  return Math.log(seen) - Math.log(shownSize) - 2 * Math.log1p(value / shownSize)
}

/** Logarithm of the density of a departure without a failure: a bell with some strays. */
function normal(value: number): number {
  const bell = (size: number) => Math.exp(-0.5 * (value / size) ** 2) / (size * Math.sqrt(2 * Math.PI))
  return Math.log((1 - stray.share) * bell(1) + stray.share * bell(stray.size) + 1e-9)
}

/** A departure as this failure would make it: positive when it goes the right way. */
export function inDirection({ direction }: FailureSign, z: number): number {
  return direction === 'below' ? -z : direction === 'above' ? z : Math.abs(z)
}
