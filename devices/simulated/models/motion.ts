import type { Ms } from '../../../domain/units.ts'
import type { Random } from '../random.ts'

/** `value` moved towards `target` by at most `maxStep`. */
export function toward(value: number, target: number, maxStep: number): number {
  return Math.abs(target - value) <= maxStep ? target : value + Math.sign(target - value) * maxStep
}

/** `value` settling on `target` with a time constant; exact for any length of step. */
export function settle(value: number, target: number, dtMs: Ms, timeConstantMs: Ms): number {
  return target + (value - target) * Math.exp(-dtMs / timeConstantMs)
}

/** A mean-reverting walk around 0 (Ornstein-Uhlenbeck) with this deviation; exact for any length of step. */
export function wander(
  value: number,
  deviation: number,
  { dtMs, memoryMs, random }: { dtMs: Ms; memoryMs: Ms; random: Random },
): number {
  const spread = deviation * Math.sqrt(1 - Math.exp((-2 * dtMs) / memoryMs))
  return settle(value, 0, dtMs, memoryMs) + spread * random.normal()
}
