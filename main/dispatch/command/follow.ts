import { type Asset, powerWords } from '../../../domain/asset.ts'
import type { Verification } from '../../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { answerMs, isAtRest, rampOf, toleranceKW } from '../ramps.ts'
import { doing, isCeiling, spanWords } from '../words.ts'

/** The slowest an honest asset may be, as a share of its ramp. */
const lazyShare = 0.6
/** Off its course for so long counts as not following. */
const offMs: Ms = 3_000
/** Without a reading for so long nobody can say how it went. */
const blindMs: Ms = 5_000

/** How an asset followed its setpoints, cycle by cycle. */
export interface Follow {
  askedKW: KW
  /** The first of a run of small changes, which count as one command. */
  anchorKW: KW
  askedAt: EpochMs
  /** Course of an asset that is as slow as is still fine: the meter must be between it and the setpoint. */
  lazyKW: KW
  lazyFrom: EpochMs
  /** Distance of the meter from the setpoint one cycle ago. */
  awayKW: KW
  offSince: EpochMs | undefined
  blindSince: EpochMs | undefined
  isFollowing: boolean
  verification: Verification
}

/** Begins to watch an asset with its first setpoint, or goes on with a new one. */
export function ask(asset: Asset, before: Follow | undefined, askedKW: KW, measuredKW: KW, now: EpochMs): Follow {
  const isSmall = before !== undefined && Math.abs(askedKW - before.anchorKW) < toleranceKW(asset) / 2
  if (before && isSmall) return { ...before, askedKW }
  const isUnderWay = before !== undefined && before.lazyKW !== before.askedKW
  const startMs = isAtRest(asset, measuredKW) && !isAtRest(asset, askedKW) ? rampOf(asset).startMs : 0
  return {
    askedKW,
    anchorKW: askedKW,
    askedAt: now,
    lazyKW: before && isUnderWay ? before.lazyKW : measuredKW,
    // setpoints that follow one another quickly must not postpone the judgement for ever
    lazyFrom: before && isUnderWay ? before.lazyFrom : now + answerMs + startMs,
    awayKW: Infinity,
    offSince: before?.offSince,
    blindSince: undefined,
    isFollowing: before?.isFollowing ?? true,
    verification: {
      outcome: 'pending',
      at: now,
      detail: `asked ${words(asset, askedKW)}, ${doing(asset, measuredKW)}`,
    },
  }
}

/**
 * The verification time of an asset: the longest that an honest one may take from `fromKW` to `toKW` before it counts as
 * not following, ms.
 */
export function verificationMs(asset: Asset, fromKW: KW, toKW: KW): Ms {
  const { riseKWPerS, fallKWPerS, startMs } = rampOf(asset)
  const ramp = lazyShare * (toKW > fromKW ? riseKWPerS : fallKWPerS)
  const start = isAtRest(asset, fromKW) && !isAtRest(asset, toKW) ? startMs : 0
  return start + answerMs + (Math.abs(toKW - fromKW) / ramp) * 1_000 + offMs
}

/** Judges one cycle of `cycleMs` that ends at `now`. Changes `follow`. */
export function watch(asset: Asset, follow: Follow, measuredKW: KW | undefined, now: EpochMs, cycleMs: Ms): void {
  if (measuredKW === undefined) return lookAway(follow, now)
  follow.blindSince = undefined
  const ramp = rampOf(asset)
  const { askedKW } = follow
  if (now >= follow.lazyFrom) {
    const step = (lazyShare * (askedKW > follow.lazyKW ? ramp.riseKWPerS : ramp.fallKWPerS) * cycleMs) / 1_000
    const left = askedKW - follow.lazyKW
    follow.lazyKW = Math.abs(left) <= step ? askedKW : follow.lazyKW + Math.sign(left) * step
  }
  const tolerance = toleranceKW(asset)
  // sun and wind may always give less than their ceiling
  const isThere = isCeiling(asset) ? measuredKW <= askedKW + tolerance : Math.abs(measuredKW - askedKW) <= tolerance
  const low = isCeiling(asset) ? -Infinity : Math.min(askedKW, follow.lazyKW) - tolerance
  const isOff = !isThere && (measuredKW < low || measuredKW > Math.max(askedKW, follow.lazyKW) + tolerance)
  follow.offSince = isOff ? (follow.offSince ?? now) : undefined
  const awayKW = Math.abs(measuredKW - askedKW)
  // still coming nearer: the sentence waits for the value it ends at
  const isArriving = awayKW > tolerance / 4 && awayKW < follow.awayKW - 1
  follow.awayKW = awayKW
  if (isThere && !isArriving) confirm(asset, follow, measuredKW, now)
  else if (isThere) follow.offSince = undefined
  else if (follow.offSince !== undefined && now - follow.offSince >= offMs) give(asset, follow, measuredKW, now)
}

function confirm(asset: Asset, follow: Follow, measuredKW: KW, now: EpochMs): void {
  follow.isFollowing = true
  follow.lazyKW = follow.askedKW
  if (follow.verification.outcome === 'confirmed') return
  const asked = `asked ${words(asset, follow.askedKW)}, in ${spanWords(now - follow.askedAt)}`
  follow.verification = { outcome: 'confirmed', at: now, detail: `${doing(asset, measuredKW)}, ${asked}` }
}

function give(asset: Asset, follow: Follow, measuredKW: KW, now: EpochMs): void {
  follow.isFollowing = false
  if (follow.verification.outcome === 'acceptedNotFollowed') return
  const since = `${spanWords(now - follow.askedAt)} after the command`
  const detail = `${doing(asset, measuredKW)}, asked ${words(asset, follow.askedKW)}, ${since}`
  follow.verification = { outcome: 'acceptedNotFollowed', at: now, detail }
}

function lookAway(follow: Follow, now: EpochMs): void {
  follow.blindSince ??= now
  follow.offSince = undefined
  if (now - follow.blindSince < blindMs || follow.verification.outcome === 'unknown') return
  follow.verification = { outcome: 'unknown', at: now, detail: 'no reading to judge by' }
}

/** A setpoint in words: `650 kW`, with the direction where the asset has two. */
function words(asset: Asset, powerKW: KW): string {
  if (isCeiling(asset)) return `at most ${powerWords(powerKW)}`
  if (asset.kind === 'container' || asset.kind === 'genset') return powerWords(powerKW)
  if (Math.abs(powerKW) < 0.5) return 'to rest'
  return `to ${powerKW > 0 ? 'discharge' : 'charge'} ${powerWords(powerKW)}`
}
