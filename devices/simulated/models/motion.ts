import type { Ms } from '../../../domain/units.ts'

/** `value` moved towards `target` by at most `maxStep`. */
export function toward(value: number, target: number, maxStep: number): number {
  return Math.abs(target - value) <= maxStep ? target : value + Math.sign(target - value) * maxStep
}

/** `value` settling on `target` with a time constant; exact for any length of step. */
export function settle(value: number, target: number, dtMs: Ms, timeConstantMs: Ms): number {
  return target + (value - target) * Math.exp(-dtMs / timeConstantMs)
}
