import type { Asset } from '../../../domain/asset.ts'
import { type FailureModeName, failureMode, failureModeNames } from '../../../domain/health/failure-modes.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { NormalSpec } from './normal/drivers.ts'
import { endOf, leadingSign } from './severity.ts'

/** Share of the way from normal to the limit that is too small to matter. */
const ofTheWay = 0.015
/** The same of a level without a limit. */
const ofTheLevel = 0.01
/** A change by the day is told from none when it is so many steps of the sensor. */
const stepsADay = 2

/** Failures that an asset of this kind can have. */
export function modesOf({ kind }: Pick<Asset, 'kind'>): FailureModeName[] {
  return failureModeNames.filter((name) => failureMode(name).kinds.includes(kind))
}

/** Where a signal of an asset counts as failed; `undefined` when no failure says so. */
export function limitOf(asset: Pick<Asset, 'kind'>, point: PointName): number | undefined {
  return modesOf(asset)
    .map((name) => failureMode(name).limit)
    .find((limit) => limit?.point === point)?.at
}

/** How large a departure must be to mean anything, by the normal level of the signal. */
export function floorOf(asset: Pick<Asset, 'kind'>, point: PointName, spec: NormalSpec): (level: number) => number {
  const step = 10 ** -pointSpec(point).decimals
  const limit = limitOf(asset, point)
  return (level) => {
    if (spec.as === 'rate') return (stepsADay * step) / 24
    if (spec.as === 'ratio') return Math.max(ofTheLevel, ofTheWay * farthestShare(asset, point))
    const matters = limit === undefined ? ofTheLevel * Math.abs(level) : ofTheWay * Math.abs(limit - level)
    return Math.max(matters, step / 3)
  }
}

/** The largest share of its level at which a failure led by this signal is there. */
function farthestShare(asset: Pick<Asset, 'kind'>, point: PointName): number {
  const led = modesOf(asset).flatMap((mode) => {
    const sign = leadingSign(mode, () => true)
    return sign?.point === point ? Math.abs(endOf(mode, sign, 1)) : []
  })
  return Math.min(1e3, Math.max(0, ...led))
}
