import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { FailureSign } from '../../../domain/health/modes/mode.ts'
import type { PointName } from '../../../domain/points.ts'
import { clamp } from '../../../domain/units.ts'

/** How far from normal counts as failed where a mode has no limit of its own; estimates of ours. */
type End = { ofLevel: number } | { perDay: number } | { kW: number }

const ends: Partial<Record<FailureModeName, End>> = {
  // two thirds of the air: the container must hold back in summer
  fanWear: { ofLevel: 0.35 },
  // dearer than the neighbours by a generation of machines
  efficiencyDrift: { ofLevel: 0.15 },
  // washing has long been cheaper
  soiling: { ofLevel: 0.2 },
  // a miner that restarts every quarter of an hour, ten of them
  rebootLoop: { perDay: 960 },
  // beyond what a leak test may find: about 1 % of a tank a day
  hydrogenLeak: { perDay: 5 },
  // a dirty filter takes four times the pressure of a clean one
  filterFouling: { ofLevel: 3 },
  hashBoardLoss: { ofLevel: 0.3 },
  hiddenConsumption: { kW: 150 },
  meterDrift: { ofLevel: 0.05 },
}
const otherwise: End = { ofLevel: 0.25 }

/** The sign that says how far a failure has come: that of its limit, else the heaviest. */
export function leadingSign(mode: FailureModeName, known: (point: PointName) => boolean): FailureSign | undefined {
  const { signs, limit } = failureMode(mode)
  const ofLimit = signs.find(({ point }) => point === limit?.point && known(point))
  return ofLimit ?? signs.filter(({ point }) => known(point)).toSorted((a, b) => b.weight - a.weight)[0]
}

/** Departure at which the failure is there, in the unit of the sign, signed; `level` is the normal one. */
export function endOf(mode: FailureModeName, sign: FailureSign, level: number): number {
  const { limit } = failureMode(mode)
  const direction = sign.direction === 'below' ? -1 : 1
  const end = ends[mode] ?? otherwise
  if (limit?.point === sign.point && !(mode in ends)) {
    const way = limit.at - level
    // already beyond the limit when new: the site's machines are others than thought of
    if (way * direction > 0) return way
  }
  if ('ofLevel' in end) return direction * Math.max(end.ofLevel * Math.abs(level), 1e-6)
  return direction * ('perDay' in end ? end.perDay / 24 : end.kW)
}

/** 100 = as new, 0 = failed. */
export function healthOf(departure: number, end: number): number {
  return Math.round(1000 * (1 - clamp(departure / end, 0, 1))) / 10
}
