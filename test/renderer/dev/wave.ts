import type { EpochMs } from '../../../domain/units.ts'

/** A smooth wave without a short period, about -1 to 1, the same for the same instant. */
export function wave(at: EpochMs, seed: number, periodMs: number): number {
  const t = (at / periodMs) * 2 * Math.PI
  return 0.6 * Math.sin(t + seed) + 0.3 * Math.sin(2.7 * t + seed * 3) + 0.1 * Math.sin(11.3 * t + seed * 7)
}
