import { clamp } from '../../../domain/units.ts'

/** How a failure grows: evenly; slowly first and fast at the end; or with a first break that grows on. */
export type Growth = 'linear' | 'exponential' | 'stepThenGrowth'

/** Steepness of the exponential: after half the time, a fifth of the way. */
const steepness = 2.8
/** The first break, and what is left to grow. */
const step = 0.2

const shapes: Record<Growth, (share: number) => number> = {
  linear: (share) => share,
  exponential: (share) => Math.expm1(steepness * share) / Math.expm1(steepness),
  stepThenGrowth: (share) => (share > 0 ? step + (1 - step) * share ** 1.5 : 0),
}

/** Severity of a failure, 0 to 1, after a share of its time; it stays at 1. */
export function severityAt(growth: Growth, share: number): number {
  return shapes[growth](clamp(share, 0, 1))
}
